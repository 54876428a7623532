package io.revenueos.kernel.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a node looks for work in the database: at once after a signal, and else once in a poll
 * interval; sooner after a host has taken events into a transaction of its own, which it may commit
 * at any moment: then within 5 ms, and again after 10, 20 and so on. Such looks take at most a
 * fifth of the time. Thread-safe, for one thread that looks.
 */
final class Lookout {
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int REST = 4;

  private final long interval;
  private final LongSupplier nanoTime;
  private boolean signalled;
  private long began;
  private long ended;
  private long shortest;
  private long pause;

  Lookout(Duration pollInterval, LongSupplier nanoTime) {
    this.interval = TimeUnit.NANOSECONDS.convert(pollInterval);
    this.nanoTime = nanoTime;
    this.ended = nanoTime.getAsLong();
    this.shortest = Math.min(SOON, interval);
    this.pause = interval;
  }

  /** Something is there. */
  synchronized void signal() {
    signalled = true;
    notifyAll();
  }

  /** Something may soon be there. */
  synchronized void expect() {
    if (pause > shortest) {
      pause = shortest;
      notifyAll();
    }
  }

  /**
   * Waits until it is time to look.
   *
   * @return whether that is because of a signal
   */
  synchronized boolean await() throws InterruptedException {
    for (long left = left(); left > 0; left = left()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return signalled;
  }

  /** How long it is, in nanoseconds, until it is time to look. */
  synchronized long left() {
    return signalled ? 0 : pause - (nanoTime.getAsLong() - ended);
  }

  /** A look begins: what is signalled from now on is for the next one. */
  synchronized void looking() {
    signalled = false;
    began = nanoTime.getAsLong();
  }

  /** The look is over. */
  synchronized void looked() {
    ended = nanoTime.getAsLong();
    shortest = Math.min(interval, Math.max(SOON, REST * (ended - began)));
    pause = Math.min(interval, Math.max(shortest, 2 * pause));
  }
}
