package io.revenueos.benchmarks.report;

import io.revenueos.benchmarks.load.Round;
import io.revenueos.benchmarks.load.Standing;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A report for programs: every round, in units per second and milliseconds. */
public final class JsonReport {
  private final Report report;

  public JsonReport(Report report) {
    this.report = report;
  }

  @Override
  public String toString() {
    Machine machine = report.setting().machine();
    JsonObject json =
        JsonObject.of("at", report.at())
            .with("cores", machine.cores())
            .with("memory_mib", machine.memoryMib())
            .with("system", machine.system())
            .with("jdk", machine.jdk())
            .with("server", report.setting().server())
            .with("units", report.plan().units())
            .with("workload", report.plan().workload().name().toLowerCase(Locale.ROOT))
            .with("contenders", report.standings().stream().map(JsonReport::contender).toList());
    return report.peakMib().isPresent()
        ? json.with("peak_memory_mib", report.peakMib().getAsLong()).toJson()
        : json.toJson();
  }

  private static JsonObject contender(Standing standing) {
    return JsonObject.of("name", standing.about().name())
        .with("title", standing.about().title())
        .with("median", round(standing.median()))
        .with("rounds", standing.rounds().stream().map(JsonReport::round).toList());
  }

  private static JsonObject round(Round round) {
    return JsonObject.of("accept", number(round.backlog().accept()))
        .with("drain", number(round.backlog().drain()))
        .with("end_to_end", number(round.backlog().endToEnd()))
        .with("accepted_by_one", number(round.singles().byOne()))
        .with("accepted_by_many", number(round.singles().byMany()))
        .with("p50", number(round.latency().p50()))
        .with("p95", number(round.latency().p95()))
        .with("p99", number(round.latency().p99()));
  }

  private static BigDecimal number(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
  }
}
