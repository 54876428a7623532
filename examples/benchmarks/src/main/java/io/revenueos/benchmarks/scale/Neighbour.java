package io.revenueos.benchmarks.scale;

import io.revenueos.benchmarks.kernel.KernelContender;
import io.revenueos.benchmarks.load.Chunks;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** One tenant's backlog, and single events of another tenant while it is worked off. */
public final class Neighbour {
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final KernelContender contender = KernelContender.oneNode(Workload.DECISIONS);
  private final TenantScope busy = TenantScope.of(new TenantId(UUID.randomUUID()));
  private final TenantScope quiet = TenantScope.of(new TenantId(UUID.randomUUID()));
  private final int backlog;

  public Neighbour(int backlog) {
    this.backlog = backlog;
  }

  /**
   * How long single events took, from the call that emitted them until they were committed, while
   * there still was a backlog.
   *
   * @param events how many there were
   */
  public record Waiting(int events, double medianMillis, double longestMillis) {}

  /** Empty when the backlog is done before a single event is. */
  public Optional<Waiting> measure(Lane lane) throws SQLException {
    contender.createTables(lane);
    Tally tally = new Tally(2 * backlog);
    try (Kernel kernel = contender.kernel(lane, tally)) {
      Chunks.of(lane.plan())
          .run(
              backlog,
              (from, to) ->
                  kernel.emitAll(
                      IntStream.range(from, to)
                          .mapToObj(unit -> contender.event(busy, unit))
                          .toList()));
      lane.learn();
      kernel.start();
      long[] emitted = new long[backlog];
      int units = 0;
      while (units < backlog && tally.left() > backlog) {
        emitted[units] = System.nanoTime();
        kernel.emit(contender.event(quiet, backlog + units));
        units++;
        pause();
      }
      return waiting(tally, emitted, units);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two events", stopped);
    }
  }

  private Optional<Waiting> waiting(Tally tally, long[] emitted, int units) {
    double[] millis =
        IntStream.range(0, units)
            .filter(n -> tally.committedAt(backlog + n) != 0)
            .mapToDouble(n -> (tally.committedAt(backlog + n) - emitted[n]) / 1e6)
            .sorted()
            .toArray();
    return millis.length == 0
        ? Optional.empty()
        : Optional.of(
            new Waiting(millis.length, millis[millis.length / 2], millis[millis.length - 1]));
  }
}
