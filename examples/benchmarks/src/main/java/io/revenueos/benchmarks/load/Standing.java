package io.revenueos.benchmarks.load;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What all rounds of one contender come to. */
public record Standing(About about, List<Round> rounds) {
  public Standing {
    rounds = List.copyOf(rounds);
  }

  /** The median of every figure by itself. */
  public Round median() {
    return new Round(
        new Round.Throughput(
            median(round -> round.backlog().accept()),
            median(round -> round.backlog().drain()),
            median(round -> round.backlog().endToEnd())),
        new Round.Singles(
            median(round -> round.singles().byOne()), median(round -> round.singles().byMany())),
        new Latency(
            median(round -> round.latency().p50()),
            median(round -> round.latency().p95()),
            median(round -> round.latency().p99())));
  }

  /** The slowest round's backlog, end to end. */
  public double slowest() {
    return rounds.stream().mapToDouble(round -> round.backlog().endToEnd()).min().orElseThrow();
  }

  /** The fastest round's backlog, end to end. */
  public double fastest() {
    return rounds.stream().mapToDouble(round -> round.backlog().endToEnd()).max().orElseThrow();
  }

  private double median(ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
