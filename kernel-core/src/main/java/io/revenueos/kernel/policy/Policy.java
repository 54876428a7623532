package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import java.util.Set;

/**
 * Decides, and only decides. A policy is pure: the same event with the same facts gives the same
 * answer, on every thread and in every year. It performs no I/O and asks no clock and no source of
 * randomness; what it needs beyond the event it declares as {@link #facts()}, and what it was given
 * is stored with the decision.
 *
 * <p>A policy that throws fails its event, which is tried again and finally put aside as dead; it
 * never passes for a yes.
 */
public interface Policy {
  /** Unique within a kernel. */
  PolicyName name();

  /** Which events it answers; at least one trigger. */
  Set<Trigger> triggers();

  /** What it needs beyond the event; it can read nothing else. */
  Set<Fact<?>> facts();

  /** The types of action it may ask for; empty for a guard. */
  Set<ActionType> actions();

  Answer decide(KernelEvent event, Facts facts);
}
