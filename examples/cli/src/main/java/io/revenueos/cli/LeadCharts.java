package io.revenueos.cli;

import io.revenueos.cli.chart.Axis;
import io.revenueos.cli.chart.BarChart;
import io.revenueos.cli.chart.Chart;
import io.revenueos.cli.chart.Line;
import io.revenueos.cli.chart.LineChart;
import io.revenueos.cmo.scoring.LeadScore;
import io.revenueos.statistics.ReliabilityTable;
import java.util.ArrayList;
import java.util.List;

/** Pictures of lead scores. */
final class LeadCharts {
  private static final int BARS = 10;

  private LeadCharts() {}

  /** What was said against what came; on the diagonal a probability means what it says. */
  static Chart calibration(ReliabilityTable table) {
    Line model = Line.of("model", Line.Look.FORECAST);
    for (ReliabilityTable.Bin bin : table.bins()) {
      model = model.with(bin.said(), bin.came());
    }
    Line ideal = Line.of("said as it came", Line.Look.DASHED).with(0, 0).with(1, 1);
    return new LineChart(
        "Do the scores mean what they say?",
        Axis.decimal("said"),
        Axis.decimal("came"),
        List.of(ideal, model));
  }

  /** How many leads have which score. */
  static Chart distribution(List<LeadScore> scores) {
    double[] counts = new double[BARS];
    for (LeadScore score : scores) {
      counts[Math.min(BARS - 1, score.score() / BARS)]++;
    }
    List<String> names = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (int i = 0; i < BARS; i++) {
      names.add("%d-%d".formatted(i * BARS, i == BARS - 1 ? 100 : i * BARS + BARS - 1));
      heights.add(counts[i]);
    }
    return new BarChart(
        "Scores of open leads",
        Axis.number("score"),
        Axis.number("leads"),
        names,
        List.of(new BarChart.Bars("leads", heights)));
  }
}
