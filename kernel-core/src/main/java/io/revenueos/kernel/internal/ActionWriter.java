package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.RecordedAction;
import java.time.Instant;

/** Writes what came of an action that was recorded before: one released, or run by a worker. */
final class ActionWriter {
  private ActionWriter() {}

  /**
   * An action and where it comes from.
   *
   * @param module whose policy asked for it; empty for none
   */
  record Origin(RecordedEvent event, ActionId id, KernelAction action, String module) {}

  /** The policy that asked for an action of an event. */
  static PolicyName policyOf(
      KernelTransaction transaction, RecordedEvent event, RecordedAction action) {
    return transaction.journal().decisions(event.id()).stream()
        .filter(decision -> decision.id().equals(action.decisionId()))
        .findFirst()
        .orElseThrow()
        .decision()
        .rule();
  }

  /**
   * @param attempts how many were made, for the letter of one that is dead
   * @param note kept with the result: who released it, say
   */
  static Processed write(
      KernelTransaction transaction,
      Origin origin,
      Answered answered,
      int attempts,
      JsonObject note,
      Stamp stamp) {
    Instant now = stamp.at();
    ActionId id = origin.id();
    transaction.journal().updateAction(id, answered.status(), answered.result().withAll(note), now);
    Ledger ledger = new Ledger();
    ledger.leaves(id, origin.event(), answered);
    if (answered.isStep()) {
      ledger.left(new NewStep(id, origin.action().type(), origin.module(), now));
    }
    ledger.diedIfSaid(id, answered, attempts, stamp);
    Processed written = Manner.write(transaction, ledger, now);
    if (written.repeated().contains(id)) {
      transaction
          .journal()
          .updateAction(id, ActionStatus.SKIPPED, Manner.ALREADY_THERE.withAll(note), now);
    }
    return written;
  }
}
