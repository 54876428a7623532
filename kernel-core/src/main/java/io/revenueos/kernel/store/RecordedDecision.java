package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.policy.KernelDecision;
import java.time.Instant;
import java.util.List;

/**
 * A decision as it stands in the log; its cause is its event.
 *
 * @param decidedAt UTC, in microseconds
 * @param actions in the order the policy asked for them
 */
public record RecordedDecision(
    DecisionId id,
    EventId eventId,
    KernelDecision decision,
    Instant decidedAt,
    List<RecordedAction> actions) {
  public RecordedDecision {
    actions = List.copyOf(actions);
  }
}
