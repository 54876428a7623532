package io.revenueos.kernel.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Counts what a kernel does. Give it to {@code KernelBuilder.listener}, and once the kernel is
 * built call {@link #watch}:
 *
 * <ul>
 *   <li>{@code kernel.events.accepted}, {@code .duplicates}, {@code .completed}, {@code .failed}
 *       (attempts that will be repeated), {@code .dead}: counters
 *   <li>{@code kernel.events.batch}: timer, from a claim to its commit
 *   <li>{@code kernel.events.lag}: gauge in seconds, the age of the oldest work that is due
 *   <li>{@code kernel.decisions}, tagged with {@code outcome}: counter
 *   <li>{@code kernel.actions}, tagged with {@code type} and {@code status}: counter
 *   <li>{@code kernel.actions.attempt}, tagged with {@code type}: timer of actions run by workers
 *   <li>{@code kernel.actions.postponed}, tagged with {@code type} and {@code cause}; {@code
 *       kernel.actions.lost}, tagged with {@code type}; {@code kernel.workers.failures}: counters
 * </ul>
 *
 * <p>No meter is tagged with a tenant: their number has no bound. Thread-safe.
 */
public final class KernelMetrics implements KernelListener {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter duplicates;
  private final Counter completed;
  private final Counter failed;
  private final Counter dead;
  private final Counter workerFailures;
  private final Timer batch;

  public KernelMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = registry.counter("kernel.events.accepted");
    this.duplicates = registry.counter("kernel.events.duplicates");
    this.completed = registry.counter("kernel.events.completed");
    this.failed = registry.counter("kernel.events.failed");
    this.dead = registry.counter("kernel.events.dead");
    this.workerFailures = registry.counter("kernel.workers.failures");
    this.batch = registry.timer("kernel.events.batch");
  }

  /**
   * Adds the gauge {@code kernel.events.lag}. Each reading asks the database; one that cannot be
   * reached reads as NaN.
   */
  public void watch(Kernel kernel) {
    TimeGauge.builder("kernel.events.lag", kernel, TimeUnit.MILLISECONDS, KernelMetrics::lagMillis)
        .description("the age of the oldest work that is due")
        .register(registry);
  }

  private static double lagMillis(Kernel kernel) {
    try {
      return (double) kernel.control().lag().toMillis();
    } catch (KernelException | IllegalStateException unreachable) {
      return Double.NaN;
    }
  }

  @Override
  public void on(KernelSignal signal) {
    if (signal instanceof KernelSignal.BatchCommitted committed) {
      count(committed);
    } else if (signal instanceof KernelSignal.EventsAccepted events) {
      accepted.increment(events.accepted());
      duplicates.increment(events.duplicates());
    } else if (signal instanceof KernelSignal.ActionAttempted attempt) {
      action(attempt.type(), attempt.status());
      registry
          .timer("kernel.actions.attempt", "type", attempt.type().name())
          .record(attempt.took());
    } else if (signal instanceof KernelSignal.ActionPostponed postponed) {
      registry
          .counter(
              "kernel.actions.postponed",
              "type",
              postponed.type().name(),
              "cause",
              postponed.cause().name().toLowerCase(Locale.ROOT))
          .increment();
    } else if (signal instanceof KernelSignal.LeaseLost lost) {
      registry.counter("kernel.actions.lost", "type", lost.type().name()).increment();
    } else if (signal instanceof KernelSignal.WorkerFailed) {
      workerFailures.increment();
    }
  }

  private void count(KernelSignal.BatchCommitted committed) {
    batch.record(committed.took());
    completed.increment(committed.record().completed().size());
    failed.increment(committed.record().retries().size());
    dead.increment(committed.record().buried().size());
    for (NewDecision decision : committed.record().decisions()) {
      decision(decision.decision().outcome());
    }
    for (NewAction action : committed.record().actions()) {
      boolean repeated = committed.repeated().contains(action.id());
      action(action.action().type(), repeated ? ActionStatus.SKIPPED : action.status());
    }
  }

  private void decision(DecisionOutcome outcome) {
    registry.counter("kernel.decisions", "outcome", outcome.stored()).increment();
  }

  private void action(ActionType type, ActionStatus status) {
    registry.counter("kernel.actions", "type", type.name(), "status", status.stored()).increment();
  }
}
