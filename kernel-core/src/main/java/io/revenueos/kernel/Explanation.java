package io.revenueos.kernel;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole causal chain an event belongs to, from the event that came from outside down to the
 * last effect.
 *
 * @param asked the event the question was about, somewhere in the tree
 * @param root the event that came from outside
 */
public record Explanation(EventId asked, EventNode root) {

  /**
   * An event and what followed.
   *
   * @param attempts how many failed
   * @param errorOrNull what the last attempt failed with
   */
  public record EventNode(
      RecordedEvent event,
      EventStatus status,
      int attempts,
      @Nullable String errorOrNull,
      List<DecisionNode> decisions) {
    public EventNode {
      decisions = List.copyOf(decisions);
    }

    public Optional<String> error() {
      return Optional.ofNullable(errorOrNull);
    }
  }

  /** A decision and its actions. */
  public record DecisionNode(RecordedDecision decision, List<ActionNode> actions) {
    public DecisionNode {
      actions = List.copyOf(actions);
    }
  }

  /** An action, the rows it left behind, and the events it emitted. */
  public record ActionNode(
      RecordedAction action, List<RecordedEffect> effects, List<EventNode> caused) {
    public ActionNode {
      effects = List.copyOf(effects);
      caused = List.copyOf(caused);
    }
  }
}
