package io.revenueos.kernel.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** When waiting ends and the test fails. By the machine's own time: it must pass. */
record Deadline(long nanos) {
  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  /**
   * Waits until the monitor, which the caller holds, is notified.
   *
   * @throws AssertionError with what is missing, when it is too late
   */
  void waitOn(Object monitor, Supplier<String> missing) {
    long left = nanos - System.nanoTime();
    if (left <= 0) {
      throw new AssertionError(missing.get());
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(left, 1_000_000));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted; " + missing.get(), stopped);
    }
  }
}
