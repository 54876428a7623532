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

  private final Machinery machinery;
  private final StepWorker steps;
  private final Duration lease;

  LeaseKeeper(Machinery machinery, StepWorker steps, Duration lease) {
    this.machinery = machinery;
    this.steps = steps;
    this.lease = lease;
  }

  /** Looks at every attempt that is under way. */
  void tick() {
    forEachRun(this::look);
  }

  private void look(StepRun run) {
    if (run.isEnded()) {
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
      } catch (RuntimeException failure) {
        log.warn("action {}: the lease could not be kept", run.action(), failure);
        machinery.observers().tell(new KernelSignal.WorkerFailed("keeping leases", failure));
      }
    }
  }
}
