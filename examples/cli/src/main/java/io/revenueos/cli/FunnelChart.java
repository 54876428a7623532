package io.revenueos.cli;

import io.revenueos.cli.chart.Axis;
import io.revenueos.cli.chart.BarChart;
import io.revenueos.cli.chart.Chart;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A picture of the steps that an answer of the AI CRO's setup tells of. */
final class FunnelChart {
  private static final int MAX_NAME = 20;

  private FunnelChart() {}

  /**
   * How many deals have come to each stage, as far as is known: those that stand in it, and those
   * that have passed it.
   *
   * @throws InvalidInputException when the answer has no steps
   */
  static Chart of(JsonObject answer) {
    List<JsonObject> steps =
        answer
            .object("figures")
            .flatMap(figures -> figures.list("steps"))
            .orElse(List.of())
            .stream()
            .map(JsonObject.class::cast)
            .toList();
    if (steps.isEmpty()) {
      throw new InvalidInputException(
          "nothing_to_draw",
          "--chart",
          "the answer has no steps between stages; name the stages in the order of the sale, as in"
              + " --input '{\"stages\":[\"lead\",\"demo\"]}'");
    }
    List<String> stages = new ArrayList<>();
    List<Double> deals = new ArrayList<>();
    for (JsonObject step : steps) {
      stages.add(name(step, "from"));
      deals.add(count(step, "passed") + count(step, "waiting"));
    }
    JsonObject last = steps.get(steps.size() - 1);
    stages.add(name(last, "to"));
    deals.add(count(last, "passed"));
    return new BarChart(
        "How far deals have come",
        Axis.number("stage"),
        Axis.number("deals that are there or beyond"),
        stages,
        List.of(new BarChart.Bars("deals", deals)));
  }

  private static String name(JsonObject step, String end) {
    return Printable.of(step.text(end).orElse(""), MAX_NAME);
  }

  private static double count(JsonObject step, String figure) {
    return step.decimal(figure).orElseThrow().doubleValue();
  }
}
