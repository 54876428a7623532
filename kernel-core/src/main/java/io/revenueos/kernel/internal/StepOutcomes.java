package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.LeasedStep;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what came of an action that this node leased, provided that it still holds the lease: the
 * fence in the database decides, not the clock. Stateless.
 *
 * <p>Whoever locks both, locks an action first and its queue entry then, here as in {@link
 * Operations}.
 */
final class StepOutcomes {
  private static final Logger log = LoggerFactory.getLogger(StepOutcomes.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Machinery machinery;
  private final Duration lease;
  private final BooleanSupplier closing;

  /**
   * @param lease how long what a handler returned is worth waiting for the store
   */
  StepOutcomes(Machinery machinery, Duration lease, BooleanSupplier closing) {
    this.machinery = machinery;
    this.lease = lease;
    this.closing = closing;
  }

  /** What was committed. */
  private record Committed(ActionStatus status, Processed written) {}

  /**
   * Commits what a handler returned. Without a store that waits, for as long as a lease: what was
   * done outside is not done again only because the database restarts.
   */
  void finished(StepRun run, Answered answered, RetryPolicy retry) {
    long end = System.nanoTime() + lease.toNanos();
    for (Duration pause = Duration.ofMillis(50); ; pause = longer(pause)) {
      try {
        finishInTransaction(run, transaction -> answered);
        return;
      } catch (UnavailableException tryAgain) {
        if (System.nanoTime() + pause.toNanos() - end > 0 || !isPatientFor(pause)) {
          throw tryAgain;
        }
        log.warn("action {}: {}; its outcome waits", run.action(), tryAgain.getMessage());
      } catch (Throwable refused) {
        // The outcome cannot be written: an event that is too large, a value the database refuses.
        failed(run, retry, refused);
        return;
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** False when the node closes, or the thread is wanted for something else. */
  private boolean isPatientFor(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      return !closing.getAsBoolean();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks what the action came to, and commits it, in one transaction. */
  void finishInTransaction(StepRun run, Function<KernelTransaction, Answered> answer) {
    report(run, inLease(run.step(), transaction -> finish(transaction, run.step(), answer)));
  }

  private Committed finish(
      KernelTransaction transaction,
      LeasedStep step,
      Function<KernelTransaction, Answered> answer) {
    Answered answered = answer.apply(transaction);
    machinery.dispatcher().checkFollowUps(transaction, step.event(), answered);
    ActionId id = step.action().id();
    transaction.steps().remove(id);
    Processed written =
        ActionWriter.write(
            transaction,
            new ActionWriter.Origin(step.event(), id, step.action().action(), ""),
            answered,
            step.entry().attempts(),
            approval(step),
            Stamp.now(machinery.settings()));
    boolean isRepeated = written.repeated().contains(id);
    return new Committed(isRepeated ? ActionStatus.SKIPPED : answered.status(), written);
  }

  /** The attempt failed: the action is tried again later, or it is dead. */
  void failed(StepRun run, RetryPolicy retry, Throwable thrown) {
    failed(run, retry, thrown, run.step().entry().attempts());
  }

  /** The attempt before this one was the last, and its node never said what came of it. */
  void lost(StepRun run, RetryPolicy retry) {
    failed(
        run,
        retry,
        new IllegalStateException("nothing was heard of the last attempt before its lease ended"),
        run.step().entry().attempts() - 1);
  }

  private void failed(StepRun run, RetryPolicy retry, Throwable thrown, int made) {
    report(
        run,
        inLease(run.step(), transaction -> fail(transaction, run.step(), retry, thrown, made)));
  }

  private Committed fail(
      KernelTransaction transaction,
      LeasedStep step,
      RetryPolicy retry,
      Throwable thrown,
      int made) {
    Instant now = machinery.settings().now();
    ActionId id = step.action().id();
    String error = Failure.error(thrown);
    Ledger ledger = new Ledger();
    ledger.attempted(new Attempt(WorkItem.of(id), made, now, machinery.settings().node(), error));
    Reason death = Failure.deathBy(thrown, made, retry, error);
    ActionStatus status = death == null ? ActionStatus.FAILED : ActionStatus.DEAD;
    if (death == null) {
      Instant due = now.plus(retry.delayAfter(made, ThreadLocalRandom.current().nextDouble()));
      transaction.steps().release(id, made, due);
    } else {
      transaction.steps().remove(id);
      ledger.died(new DeadLetter(WorkItem.of(id), made, death, now, null));
      transaction.agents().abandon(id, AgentRunRecord.Status.FAILED, death.text(), now);
    }
    Reason reason = death == null ? new Reason("attempt_failed", error) : death;
    JsonObject result = Answered.result(reason).withAll(approval(step));
    transaction.journal().updateAction(id, status, result, now);
    return new Committed(status, Manner.write(transaction, ledger, now));
  }

  private static JsonObject approval(LeasedStep step) {
    return Answered.approvalIn(step.action().result());
  }

  /** Not now: the action waits, and this counts as no attempt. */
  void postpone(StepRun run, Gate.Refusal refusal) {
    release(run.step(), machinery.settings().now().plus(refusal.pause()));
    machinery.work().offerStepsIn(refusal.pause(), run.tenant());
    machinery
        .observers()
        .tell(
            new KernelSignal.ActionPostponed(
                run.tenant(), run.action(), run.type(), refusal.cause()));
  }

  /**
   * This node is closing: another one may have the action at once, and this counts as no attempt.
   */
  void giveBack(StepRun run) {
    release(run.step(), machinery.settings().now());
  }

  private void release(LeasedStep step, Instant due) {
    int before = step.entry().attempts() - 1;
    inLease(
        step,
        transaction -> {
          transaction.steps().release(step.action().id(), before, due);
          return before;
        });
  }

  /** Returns nothing when the lease was lost. */
  private <T> Optional<T> inLease(LeasedStep step, Function<KernelTransaction, T> work) {
    ActionId id = step.action().id();
    return machinery
        .store()
        .inTransaction(
            TenantScope.of(step.event().event().scope().tenant()),
            transaction ->
                transaction
                    .journal()
                    .lockAction(id)
                    .flatMap(action -> transaction.steps().lock(id))
                    .filter(now -> isStillOurs(step.entry(), now))
                    .map(now -> work.apply(transaction)));
  }

  private static boolean isStillOurs(StepEntry then, StepEntry now) {
    return then.fence() == now.fence() && now.lease().isPresent();
  }

  /** The attempt came to nothing: somebody else has the action, or it was cancelled. */
  void tellLost(StepRun run) {
    machinery
        .observers()
        .tell(
            new KernelSignal.LeaseLost(
                run.tenant(), run.action(), run.type(), run.step().entry().attempts()));
  }

  private void report(StepRun run, Optional<Committed> committed) {
    if (committed.isEmpty()) {
      tellLost(run);
      return;
    }
    machinery.offer(run.tenant(), committed.get().written());
    machinery
        .observers()
        .attempted(
            run.tenant(),
            run.action(),
            run.type(),
            committed.get().status(),
            run.step().entry().attempts(),
            run.began());
  }
}
