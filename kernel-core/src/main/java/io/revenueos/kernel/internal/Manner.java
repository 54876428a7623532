package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.FreshClaim;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.StaleClaimException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How a batch is processed: what becomes of an event that fails, and how all of it is written. The
 * only place that writes decisions, actions and effects.
 */
record Manner(OnFailure onFailure, Ending ending) {
  static final JsonObject ALREADY_THERE =
      Answered.result(new Reason("effect_already_there", "an earlier action had this effect"));

  /** For one event: a failure of it rolls the transaction back. */
  static final Manner ALONE =
      new Manner(
          (item, thrown) -> {
            throw new ProcessingFailure(thrown);
          },
          Manner::write);

  /** What becomes of an event whose policies or handlers throw. */
  interface OnFailure {
    /**
     * @return the failure to be written with the batch
     * @throws RuntimeException to give the whole batch up
     */
    Failure failed(BatchProcessor.Item item, Throwable thrown);

    /** The failure is written with the batch; the others go on. */
    static OnFailure recorded(KernelSettings settings) {
      return (item, thrown) -> Failure.of(item.event(), item.attempts(), thrown, settings);
    }
  }

  /** How a batch is written; the last thing that is done in its transaction. */
  interface Ending {
    Processed write(KernelTransaction transaction, Ledger ledger, Instant now);
  }

  /** An event cannot be processed without a claim, and nothing is wrong. */
  static final class ClaimFirstException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimFirstException(String message) {
      super(message, null, false, false);
    }
  }

  /** Before the commit, the store finds out which effects are there already. */
  static Manner stepByStep(KernelSettings settings) {
    return new Manner(OnFailure.recorded(settings), Manner::write);
  }

  /**
   * In one go with the commit, as if no effect were there already: most never are. Else nothing is
   * kept, and the store says so by {@link StaleClaimException}.
   */
  static Manner atOnce(KernelSettings settings) {
    return new Manner(
        OnFailure.recorded(settings),
        (transaction, ledger, now) -> {
          if (!ledger.isConclusive()) {
            return write(transaction, ledger, now);
          }
          BatchRecord record = ledger.record();
          transaction.journal().conclude(record, now);
          return Processed.conclusive(record, now);
        });
  }

  /** For events that nobody has claimed: as {@link #atOnce}, or not at all. */
  static Manner fresh(FreshClaim claim) {
    return new Manner(
        (item, thrown) -> {
          throw new ClaimFirstException("its policies or handlers failed");
        },
        (transaction, ledger, now) -> {
          if (!ledger.isConclusive()) {
            throw new ClaimFirstException("it emits events");
          }
          BatchRecord record = ledger.record();
          transaction.journal().concludeFresh(record, claim, now);
          return Processed.conclusive(record, now);
        });
  }

  /** Writes what a ledger holds, in the transaction's last statements. */
  static Processed write(KernelTransaction transaction, Ledger ledger, Instant now) {
    BatchRecord record = ledger.record();
    Set<ActionId> repeated =
        ledger.isEmpty() ? Set.of() : transaction.journal().record(record, now);
    for (ActionId id : repeated) {
      transaction.journal().updateAction(id, ActionStatus.SKIPPED, ALREADY_THERE, now);
    }
    List<Arrival> arrivals = ledger.arrivals(repeated);
    return new Processed(
        record,
        repeated,
        arrivals,
        arrivals.isEmpty() ? List.of() : transaction.events().append(arrivals, now),
        now);
  }
}
