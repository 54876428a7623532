package io.revenueos.kernel.runtime;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a kernel works in the background. Immutable; start from {@link #defaults()}. Every span of
 * time is 1 ms to 365 days.
 *
 * @param threads how many batches of events are worked on at a time
 * @param stepThreads how many actions that are slow or leave the database are run at a time
 * @param batchSize how many events share a transaction at most
 * @param pollInterval how often the database is asked for work and pauses that nobody announced; a
 *     pause set on another node is obeyed within this time
 * @param lease how long a node that dies keeps the actions it was running; a running one is renewed
 *     every third of it
 * @param closeTimeout how long closing the kernel waits for work in hand before it interrupts
 *     running actions
 * @param tenantShare how many batches of one tenant, and how many of its actions, are worked on at
 *     a time; of its actions one less than {@code stepThreads} at most, if there is more than one
 * @param executorOrNull runs the threads, for as long as the kernel works; null for threads of the
 *     kernel's own
 */
public record WorkerOptions(
    int threads,
    int stepThreads,
    int batchSize,
    Duration pollInterval,
    Duration lease,
    Duration closeTimeout,
    int tenantShare,
    @Nullable Executor executorOrNull) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final String SPAN = "1 ms to 365 days";
  private static final WorkerOptions DEFAULT =
      new WorkerOptions(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          4,
          500,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Integer.MAX_VALUE,
          null);

  public WorkerOptions {
    check(threads >= 1, "threads", "at least 1", threads);
    check(stepThreads >= 1, "stepThreads", "at least 1", stepThreads);
    check(batchSize >= 1 && batchSize <= 10_000, "batchSize", "1 to 10000", batchSize);
    check(isSpan(pollInterval), "pollInterval", SPAN, pollInterval);
    check(isSpan(lease), "lease", SPAN, lease);
    check(
        closeTimeout.isZero() || isSpan(closeTimeout),
        "closeTimeout",
        "0 or " + SPAN,
        closeTimeout);
    check(tenantShare >= 1, "tenantShare", "at least 1", tenantShare);
  }

  /**
   * As many threads as processors, at least 2; 4 for steps; batches of up to 500 events; polls
   * every second; leases of 30 s; 10 s to close; no cap per tenant but that on step threads;
   * threads of its own.
   */
  public static WorkerOptions defaults() {
    return DEFAULT;
  }

  public WorkerOptions threads(int newThreads) {
    return new WorkerOptions(
        newThreads,
        stepThreads,
        batchSize,
        pollInterval,
        lease,
        closeTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions stepThreads(int newStepThreads) {
    return new WorkerOptions(
        threads,
        newStepThreads,
        batchSize,
        pollInterval,
        lease,
        closeTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions batchSize(int newBatchSize) {
    return new WorkerOptions(
        threads,
        stepThreads,
        newBatchSize,
        pollInterval,
        lease,
        closeTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions pollInterval(Duration newPollInterval) {
    return new WorkerOptions(
        threads,
        stepThreads,
        batchSize,
        newPollInterval,
        lease,
        closeTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions lease(Duration newLease) {
    return new WorkerOptions(
        threads,
        stepThreads,
        batchSize,
        pollInterval,
        newLease,
        closeTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions closeTimeout(Duration newCloseTimeout) {
    return new WorkerOptions(
        threads,
        stepThreads,
        batchSize,
        pollInterval,
        lease,
        newCloseTimeout,
        tenantShare,
        executorOrNull);
  }

  public WorkerOptions tenantShare(int atATime) {
    return new WorkerOptions(
        threads,
        stepThreads,
        batchSize,
        pollInterval,
        lease,
        closeTimeout,
        atATime,
        executorOrNull);
  }

  /**
   * Virtual threads, say; it must be able to run all threads at once, and one more for each handler
   * that ignores its interrupt, up to {@code stepThreads}.
   */
  public WorkerOptions executor(Executor executor) {
    return new WorkerOptions(
        threads, stepThreads, batchSize, pollInterval, lease, closeTimeout, tenantShare, executor);
  }

  /** How many actions of one tenant are run at a time: another tenant always finds a thread. */
  public int stepShare() {
    return Math.min(tenantShare, Math.max(1, stepThreads - 1));
  }

  public Optional<Executor> executor() {
    return Optional.ofNullable(executorOrNull);
  }

  private static boolean isSpan(Duration duration) {
    return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private static void check(boolean right, String field, String expected, Object found) {
    if (!right) {
      throw new InvalidInputException(
          "invalid_configuration",
          "workers." + field,
          "expected %s, found %s".formatted(expected, found));
    }
  }
}
