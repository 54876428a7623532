package io.revenueos.benchmarks.load;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Submits units at a fixed rate, whatever becomes of those before: a unit is due at its tick and
 * its latency counts from there, also when everybody was too busy to submit it in time.
 */
final class OpenLoop {
  private static final long HEAD_START_NANOS = 50_000_000;

  private final Pace pace;

  OpenLoop(Pace pace) {
    this.pace = pace;
  }

  Latency measure(Live live, Tally tally) throws SQLException {
    long begin = System.nanoTime() + HEAD_START_NANOS;
    AtomicInteger next = new AtomicInteger();
    new Crew(LoadPlan.CALLERS)
        .run(
            () -> {
              for (int unit = next.getAndIncrement();
                  unit < tally.units();
                  unit = next.getAndIncrement()) {
                waitUntil(due(begin, unit));
                live.submit(unit);
              }
            });
    tally.await();
    int uncounted = tally.units() / 10;
    long[] nanos = new long[tally.units() - uncounted];
    for (int n = 0; n < nanos.length; n++) {
      int unit = uncounted + n;
      nanos[n] = tally.committedAt(unit) - due(begin, unit);
    }
    return Latency.of(nanos);
  }

  private long due(long begin, int unit) {
    return begin + unit * 1_000_000_000L / pace.perSecond();
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
