package io.revenueos.kernel.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a node waits before it looks for work that nobody has told it of: a poll interval, but
 * less after a host has taken events into a transaction of its own, which it may commit at any
 * moment. Then it looks after 5 ms, 10, 20 and so on, and spends at most a fifth of its time on it.
 * Thread-safe.
 */
final class Lookout {
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int REST = 4;

  private final long interval;
  private long shortest;
  private long pause;

  Lookout(Duration pollInterval) {
    this.interval = TimeUnit.NANOSECONDS.convert(pollInterval);
    this.shortest = Math.min(SOON, interval);
    this.pause = interval;
  }

  /**
   * Something may soon be there.
   *
   * @return whether the pause that is under way would be too long for it
   */
  synchronized boolean expect() {
    boolean tooLong = pause > shortest;
    pause = shortest;
    return tooLong;
  }

  /** In nanoseconds. */
  synchronized long pause() {
    return pause;
  }

  /**
   * @param nanos how long the look took
   */
  synchronized void looked(long nanos) {
    shortest = Math.min(interval, Math.max(SOON, REST * nanos));
    pause = Math.min(interval, Math.max(shortest, 2 * pause));
  }
}
