package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.tenant.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of one tenant. Nothing of another tenant can be seen or touched through it: an id
 * that is someone else's is an id that does not exist. Belongs to the thread it was handed to, and
 * ends with the call it was handed to.
 */
public interface KernelTransaction extends Directory {

  /** The registration of this transaction's tenant. */
  Optional<Tenant> tenant();

  /**
   * Adds an event to the log, unless one with its idempotency key is there. Waits for a concurrent
   * transaction that is adding the same one.
   *
   * @param causation null for an event from outside
   * @throws RefusedException when the event is of another tenant
   */
  Receipt append(KernelEvent event, Instant recordedAt, @Nullable Causation causation);

  /** Says where an event stands that was appended in this transaction and is not completed. */
  void enqueue(QueueEntry entry, Instant at);

  /**
   * Changes where an event stands that is in the queue.
   *
   * @throws RefusedException when it is not, or is of another tenant
   */
  void requeue(QueueEntry entry, Instant at);

  /**
   * Reads where an event stands and keeps everyone else from changing it until this transaction
   * ends; waits for whoever does so already.
   *
   * @return empty when the event is completed
   */
  Optional<QueueEntry> lockQueued(EventId eventId);

  /** Where an event stands, without waiting; empty when it is completed. */
  Optional<QueueEntry> queued(EventId eventId);

  /**
   * Marks an event that is in the queue as completed.
   *
   * @throws RefusedException when it is not, or is of another tenant
   */
  void dequeue(EventId eventId);

  /** Records decisions of one event; ids in the order given. */
  List<DecisionId> recordDecisions(
      RecordedEvent event, List<KernelDecision> decisions, Instant decidedAt);

  /** Records actions of one event; ids in the order given. */
  List<ActionId> recordActions(RecordedEvent event, List<NewAction> actions, Instant at);

  /**
   * Writes effects of one event, except those whose idempotency key is there already.
   *
   * @return the actions all of whose effects were there already
   */
  Set<ActionId> writeEffects(RecordedEvent event, List<NewEffect> effects, Instant at);

  /**
   * Moves an action to another status.
   *
   * @throws RefusedException when there is none, or it is of another tenant
   */
  void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at);

  /** Reads an action and keeps everyone else from changing it until this transaction ends. */
  Optional<RecordedAction> lockAction(ActionId id);

  Optional<RecordedEvent> event(EventId id);

  /** The event whose decision asked for an action. */
  Optional<RecordedEvent> eventOf(ActionId id);

  /** Every decision of an event with its actions, in the order they were recorded. */
  List<RecordedDecision> decisions(EventId id);

  /** What actions left behind, in the order of tables and writing. */
  List<RecordedEffect> effects(Collection<ActionId> actions);

  /** The events that an action's outcome emitted, in the order they were recorded. */
  List<RecordedEvent> eventsCausedBy(ActionId action);
}
