package io.revenueos.kernel.internal;

import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of a node's running actions, and cuts off those that take too long. One thread
 * calls {@link #tick} again and again.
 */
final class LeaseKeeper {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  // For a handler that was interrupted to come to its end.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Machinery machinery;
  private final StepWorker steps;
  private final Duration lease;
  private final Consumer<StepRun> stuck;

  /**
   * @param stuck told of attempts, again and again, that were cut off and go on
   */
  LeaseKeeper(Machinery machinery, StepWorker steps, Duration lease, Consumer<StepRun> stuck) {
    this.machinery = machinery;
    this.steps = steps;
    this.lease = lease;
    this.stuck = stuck;
  }

  /** Looks at every attempt that is under way. */
  void tick() {
    forEachRun(this::look);
  }

  private void look(StepRun run) {
    if (run.isEnded()) {
      if (run.isStuck(GRACE)) {
        stuck.accept(run);
      }
      return;
    }
    if (run.isOverdue()) {
      steps.cutOff(run);
    } else if (run.isToBeRenewed(lease.dividedBy(3))) {
      renew(run);
    }
  }

  private void renew(StepRun run) {
    boolean kept =
        machinery
            .store()
            .inTransaction(
                TenantScope.of(run.tenant()),
                transaction ->
                    transaction
                        .steps()
                        .renew(
                            run.action(),
                            run.step().entry().fence(),
                            machinery.settings().now().plus(lease)));
    if (kept) {
      run.renewed();
    } else {
      steps.lost(run);
    }
  }

  /** The node is closing: what still runs is interrupted, and its action given back. */
  void abandonAll() {
    forEachRun(steps::abandon);
  }

  private void forEachRun(Consumer<StepRun> what) {
    for (StepRun run : steps.running()) {
      try {
        what.accept(run);
      } catch (Throwable failure) {
        log.warn("action {}: the lease could not be kept", run.action(), failure);
        machinery.observers().tell(new KernelSignal.WorkerFailed("keeping leases", failure));
      }
    }
  }
}
