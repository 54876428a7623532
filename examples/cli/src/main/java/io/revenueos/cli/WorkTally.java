package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.NewAction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what workers did. Thread-safe. */
final class WorkTally implements KernelListener {
  private final LongAdder completed = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder dead = new LongAdder();
  private final Map<ActionStatus, LongAdder> actions = new EnumMap<>(ActionStatus.class);
  private final long start = System.nanoTime();

  WorkTally() {
    for (ActionStatus status : ActionStatus.values()) {
      actions.put(status, new LongAdder());
    }
  }

  @Override
  public void on(KernelSignal signal) {
    if (signal instanceof KernelSignal.BatchCommitted batch) {
      completed.add(batch.record().completed().size());
      retried.add(batch.record().retries().size());
      dead.add(batch.record().buried().size());
      for (NewAction action : batch.record().actions()) {
        boolean repeated = batch.repeated().contains(action.id());
        count(repeated ? ActionStatus.SKIPPED : action.status());
      }
    } else if (signal instanceof KernelSignal.ActionAttempted attempt) {
      count(attempt.status());
    }
  }

  private void count(ActionStatus status) {
    LongAdder counter = actions.get(status);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Events that are completed or dead. */
  long finishedEvents() {
    return completed.sum() + dead.sum();
  }

  int exitCode() {
    return dead.sum() + of(ActionStatus.DEAD) > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private long of(ActionStatus status) {
    LongAdder counter = actions.get(status);
    return counter == null ? 0 : counter.sum();
  }

  JsonLine json() {
    JsonLine byStatus = new JsonLine();
    actions.forEach((status, count) -> byStatus.with(status.stored(), count.sum()));
    return JsonLine.of("completed", completed.sum())
        .with("failed_attempts", retried.sum() + dead.sum())
        .with("dead", dead.sum())
        .with("actions", byStatus)
        .with("seconds", seconds());
  }

  String summary() {
    String byStatus =
        actions.entrySet().stream()
            .filter(entry -> entry.getValue().sum() > 0)
            .map(entry -> "%,d %s".formatted(entry.getValue().sum(), entry.getKey().stored()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d events completed, %,d dead, %,d failed attempts to be repeated%s; %.1f s, %,.0f events/s",
        completed.sum(),
        dead.sum(),
        retried.sum(),
        byStatus.isEmpty() ? "" : "; actions: " + byStatus,
        seconds(),
        finishedEvents() / Math.max(0.001, seconds()));
  }

  private double seconds() {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
  }
}
