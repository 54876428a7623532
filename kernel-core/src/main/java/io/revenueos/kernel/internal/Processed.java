package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a transaction wrote.
 *
 * @param repeated actions whose effects were there already
 * @param followUps the events it emitted
 * @param receipts one per follow-up, in their order
 */
record Processed(
    BatchRecord record,
    Set<ActionId> repeated,
    List<Arrival> followUps,
    List<Receipt> receipts,
    Instant at) {

  /** Of a transaction that found no effect there and emitted nothing. */
  static Processed conclusive(BatchRecord record, Instant at) {
    return new Processed(record, Set.of(), List.of(), List.of(), at);
  }

  /** The follow-up events that were not there already: accepted, still to be processed. */
  List<EventId> emitted() {
    return receipts.stream().filter(receipt -> !receipt.duplicate()).map(Receipt::eventId).toList();
  }

  /** The decisions of one of its events, as they stand in the database. */
  List<RecordedDecision> decisionsOf(EventId event) {
    List<RecordedDecision> own = new ArrayList<>();
    for (NewDecision decision : record.decisions()) {
      if (decision.event().id().equals(event)) {
        own.add(
            new RecordedDecision(
                decision.id(), event, decision.decision(), at, actionsOf(decision)));
      }
    }
    return own;
  }

  private List<RecordedAction> actionsOf(NewDecision decision) {
    return record.actions().stream()
        .filter(action -> action.decisionId().equals(decision.id()))
        .map(this::recorded)
        .toList();
  }

  private RecordedAction recorded(NewAction action) {
    boolean isRepeated = repeated.contains(action.id());
    ActionStatus status = isRepeated ? ActionStatus.SKIPPED : action.status();
    JsonObject result = isRepeated ? Manner.ALREADY_THERE : action.result();
    return new RecordedAction(
        action.id(),
        action.decisionId(),
        action.action(),
        status,
        result,
        status == ActionStatus.PENDING ? null : at);
  }
}
