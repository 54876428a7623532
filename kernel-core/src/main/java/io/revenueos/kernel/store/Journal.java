package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was decided and done about the events of one transaction's tenant. */
public interface Journal {
  /** New ids, ascending; an id that is not used is lost. */
  List<DecisionId> newDecisionIds(int count);

  /** New ids, ascending; an id that is not used is lost. */
  List<ActionId> newActionIds(int count);

  /**
   * Writes what a batch leaves behind. Effects whose idempotency key is there already are left out.
   *
   * @return the actions all of whose effects were there already
   * @throws RefusedException when an event or a row is of another tenant
   * @throws StaleClaimException when an event of {@code completed}, {@code retries} or {@code
   *     buried} is no longer in the queue, or one of {@code retries} has failed meanwhile; the
   *     transaction must be rolled back
   */
  Set<ActionId> record(BatchRecord batch, Instant at);

  /**
   * As {@link #record}, and the last thing that is done in this transaction, which the store may
   * commit in the same breath.
   *
   * @throws StaleClaimException also when effects of an action were there already; {@link #record}
   *     tells which
   */
  void conclude(BatchRecord batch, Instant at);

  /**
   * As {@link #conclude}, for one completed event that nobody has claimed, which spares reading it.
   * It is processed as if it had been claimed when it was accepted: it was alone in its partition
   * then, nothing earlier may have come since, and nobody may have worked there. Hardly waits for
   * anybody.
   *
   * @throws StaleClaimException also when something is not as the claim says, or the event has
   *     failed before, or the store cannot tell
   */
  void concludeFresh(BatchRecord batch, FreshClaim claim, Instant at);

  /** Every decision of an event with its actions, in the order they were recorded. */
  List<RecordedDecision> decisions(EventId id);

  /** What actions left behind, in the order of tables and writing. */
  List<RecordedEffect> effects(Collection<ActionId> actions);

  /** Reads an action and keeps everyone else from changing it until this transaction ends. */
  Optional<RecordedAction> lockAction(ActionId id);

  /**
   * Moves an action to another status.
   *
   * @throws RefusedException when there is none, or it is of another tenant
   */
  void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at);
}
