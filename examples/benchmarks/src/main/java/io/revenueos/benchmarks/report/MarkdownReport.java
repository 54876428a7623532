package io.revenueos.benchmarks.report;

import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.Round;
import io.revenueos.benchmarks.load.Standing;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A report for people. */
public final class MarkdownReport {
  private static final String KERNEL = "kernel";
  private static final String CEILING = "ceiling";
  private static final String SCHEDULER = "db-scheduler";
  private static final String UNSHARED = "host-commits";

  private final Report report;

  public MarkdownReport(Report report) {
    this.report = report;
  }

  @Override
  public String toString() {
    return String.join(
        "\n\n",
        heading(),
        "Medians of %d interleaved rounds of %,d units; workload: %s."
            .formatted(
                report.plan().rounds(),
                report.plan().units(),
                report.plan().workload().name().toLowerCase(Locale.ROOT)),
        figures().toString(),
        ratios().toString(),
        "What each does for one unit:",
        perUnit());
  }

  private String heading() {
    Machine machine = report.setting().machine();
    String peak =
        report.peakMib().isPresent()
            ? " Peak memory of the load program: %d MiB.".formatted(report.peakMib().getAsLong())
            : "";
    return "%s, %d cores, %,d MiB, %s, JDK %s, %s.%s"
        .formatted(
            report.at().atZone(ZoneOffset.UTC).toLocalDate(),
            machine.cores(),
            machine.memoryMib(),
            machine.system(),
            machine.jdk(),
            report.setting().server(),
            peak);
  }

  private Grid figures() {
    Grid grid =
        Grid.of(
            "contender",
            "accept/s",
            "drain/s",
            "end to end/s",
            "from - to",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "one per call, 1 thread/s",
            LoadPlan.CALLERS + " threads/s");
    for (Standing standing : report.standings()) {
      Round round = standing.median();
      grid.row(
          standing.about().title(),
          speed(round.backlog().accept()),
          speed(round.backlog().drain()),
          speed(round.backlog().endToEnd()),
          speed(standing.slowest()) + " - " + speed(standing.fastest()),
          time(round.latency().p50()),
          time(round.latency().p95()),
          time(round.latency().p99()),
          speed(round.singles().byOne()),
          speed(round.singles().byMany()));
    }
    return grid;
  }

  private Grid ratios() {
    Grid grid =
        Grid.of(
            "ratios",
            "end to end / one node",
            "end to end / ceiling",
            "end to end / db-scheduler",
            "p50 / ceiling",
            "p95 / ceiling",
            LoadPlan.CALLERS + " threads / one commit each on 1 connection",
            "on " + LoadPlan.CALLERS,
            "1 thread / ceiling",
            "1 thread / host commits");
    for (Standing standing : report.standings()) {
      Round round = standing.median();
      grid.row(
          standing.about().title(),
          ratio(KERNEL, round, other -> other.backlog().endToEnd()),
          ratio(CEILING, round, other -> other.backlog().endToEnd()),
          ratio(SCHEDULER, round, other -> other.backlog().endToEnd()),
          ratio(CEILING, round, other -> other.latency().p50()),
          ratio(CEILING, round, other -> other.latency().p95()),
          ratio(round.singles().byMany(), CEILING, other -> other.singles().byOne()),
          ratio(round.singles().byMany(), CEILING, other -> other.singles().byMany()),
          ratio(CEILING, round, other -> other.singles().byOne()),
          ratio(UNSHARED, round, other -> other.singles().byOne()));
    }
    return grid;
  }

  private String ratio(String reference, Round round, ToDoubleFunction<Round> figure) {
    return ratio(figure.applyAsDouble(round), reference, figure);
  }

  private String ratio(double value, String reference, ToDoubleFunction<Round> figure) {
    Optional<Standing> against = report.standing(reference);
    return against.isEmpty()
        ? "-"
        : "%,.2f".formatted(value / figure.applyAsDouble(against.get().median()));
  }

  private String perUnit() {
    List<Standing> standings = report.standings();
    return standings.stream()
        .map(standing -> "* %s: %s".formatted(standing.about().title(), standing.about().perUnit()))
        .collect(Collectors.joining("\n"));
  }

  private static String speed(double perSecond) {
    return "%,.0f".formatted(perSecond);
  }

  private static String time(double millis) {
    return "%,.2f".formatted(millis);
  }
}
