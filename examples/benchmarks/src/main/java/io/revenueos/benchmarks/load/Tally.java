package io.revenueos.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Counts in memory what is done; asking the database would be load itself. Thread-safe. */
public final class Tally {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final AtomicIntegerArray executions;
  private final AtomicLongArray committedAt;
  private final CountDownLatch open;

  /**
   * @param units numbered from 0
   */
  public Tally(int units) {
    this.executions = new AtomicIntegerArray(units);
    this.committedAt = new AtomicLongArray(units);
    this.open = new CountDownLatch(units);
  }

  public int units() {
    return executions.length();
  }

  /** How many units are not committed yet. */
  public long left() {
    return open.getCount();
  }

  /** A unit's work was carried out. */
  public void executed(int unit) {
    executions.incrementAndGet(unit);
  }

  /** What a unit's work left behind is durable. */
  public void committed(int unit) {
    if (committedAt.compareAndSet(unit, 0, System.nanoTime())) {
      open.countDown();
    }
  }

  /** A batch of units was carried out and is durable. */
  public void done(int from, int count) {
    for (int unit = from; unit < from + count; unit++) {
      executed(unit);
      committed(unit);
    }
  }

  /**
   * Waits until every unit is committed.
   *
   * @throws IllegalStateException when that takes longer than ten minutes
   */
  public void await() {
    try {
      if (!open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "%,d of %,d units are not done after %s".formatted(open.getCount(), units(), PATIENCE));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while units were being done", stopped);
    }
  }

  /**
   * @return by {@link System#nanoTime()}; 0 before the unit is committed
   */
  public long committedAt(int unit) {
    return committedAt.get(unit);
  }

  /**
   * @throws IllegalStateException unless every unit was carried out once
   */
  public void requireAllOnce() {
    int[] others = IntStream.range(0, units()).filter(n -> executions.get(n) != 1).toArray();
    if (others.length > 0) {
      throw new IllegalStateException(
          "expected every unit to be carried out once; %,d were not, such as unit %d: %d times"
              .formatted(others.length, others[0], executions.get(others[0])));
    }
  }
}
