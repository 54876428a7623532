package io.revenueos.benchmarks.scale;

import io.revenueos.benchmarks.ceiling.JdbcContender;
import io.revenueos.benchmarks.kernel.KernelContender;
import io.revenueos.benchmarks.load.Backlog;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.Tally;
import io.revenueos.benchmarks.load.Workload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same backlog on an empty database and on one that has done much before, in turns. */
public final class History {
  private static final String AFTER_THE_LAST =
      """
      select setval('kernel_events_id_seq', %1$d), setval('kernel_decision_ids', %1$d),
             setval('kernel_action_ids', 2 * %1$d)
      """;

  private final KernelContender kernel = KernelContender.oneNode(Workload.DECISIONS);
  private final int events;
  private final int units;
  private final int rounds;

  /**
   * @param events that the full database has done, with a decision and two actions each
   * @param units the size of the backlog that is measured
   */
  public History(int events, int units, int rounds) {
    this.events = events;
    this.units = units;
    this.rounds = rounds;
  }

  /** End to end, in events per second; medians. */
  public record Speeds(double empty, double full) {}

  public Speeds measure(UnaryOperator<String> databases, Lanes lanes) throws SQLException {
    List<Double> empty = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    try (Lane first = lanes.open(databases.apply("empty"));
        Lane second = lanes.open(databases.apply("history"))) {
      kernel.createTables(first);
      fill(second);
      for (int round = 0; round <= rounds; round++) {
        first.empty(kernel.tables());
        double onEmpty = speed(first, round);
        // What is history has long been vacuumed; so is the queue, within a minute.
        second.execute("vacuum analyze");
        second.settle();
        double onFull = speed(second, round);
        // The first is for the machine code.
        if (round > 0) {
          empty.add(onEmpty);
          full.add(onFull);
        }
      }
    }
    return new Speeds(median(empty), median(full));
  }

  /** Opens a way to a database. */
  public interface Lanes {
    Lane open(String url);
  }

  private void fill(Lane lane) throws SQLException {
    Contender rows = JdbcContender.kernelRows(Workload.DECISIONS);
    rows.createTables(lane);
    Tally tally = new Tally(events);
    try (Backlog history = rows.backlog(lane, tally)) {
      history.acceptAll(events);
      lane.learn();
      history.drain();
    }
    lane.execute(AFTER_THE_LAST.formatted(events + 1));
    lane.learn();
  }

  private double speed(Lane lane, int round) throws SQLException {
    Tally tally = new Tally(units);
    try (Backlog backlog = kernel.again(round).backlog(lane, tally)) {
      long began = System.nanoTime();
      backlog.acceptAll(units);
      backlog.drain();
      double seconds = (System.nanoTime() - began) / 1e9;
      tally.requireAllOnce();
      return units / seconds;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
