package io.revenueos.cli;

import io.revenueos.cli.chart.Axis;
import io.revenueos.cli.chart.Chart;
import io.revenueos.cli.chart.Line;
import io.revenueos.cli.chart.Line.Look;
import io.revenueos.cli.chart.LineChart;
import io.revenueos.cro.forecast.Backtest;
import io.revenueos.cro.forecast.Backtest.Point;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Interval;
import io.revenueos.cro.forecast.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures of backtests. */
final class ForecastCharts {
  private ForecastCharts() {}

  /** Forecasts against what came, and what chances meant. */
  static List<Chart> of(
      List<Backtest> backtests, Reliability reliability, int horizon, String unit) {
    List<Chart> charts = new ArrayList<>();
    for (Backtest backtest : backtests) {
      if (!backtest.forecast().isEmpty()) {
        charts.add(against(backtest, unit));
      }
    }
    charts.add(calibration(reliability, horizon));
    return charts;
  }

  private static Chart against(Backtest backtest, String unit) {
    Line actual = Line.of("what came", Look.ACTUAL);
    Line said = Line.of("forecast", Look.FORECAST);
    Line low = Line.of("80 % interval, low", Look.DASHED);
    Line high = Line.of("80 % interval, high", Look.DASHED);
    for (Point point : backtest.points()) {
      actual = actual.with(point.origin(), point.actual().doubleValue());
      Optional<Forecast> forecast = point.outcome().made();
      Optional<Interval> interval = forecast.flatMap(Forecast::interval);
      if (forecast.isPresent()) {
        said = said.with(point.origin(), forecast.get().amount().doubleValue());
      }
      if (interval.isPresent()) {
        low = low.with(point.origin(), interval.get().low().doubleValue());
        high = high.with(point.origin(), interval.get().high().doubleValue());
      }
    }
    return new LineChart(
        "Won in the %s: forecast against what came".formatted(backtest.name()),
        Axis.day("morning of the forecast"),
        Axis.number("won (%s)".formatted(unit)),
        List.of(actual, said, high, low));
  }

  private static Chart calibration(Reliability reliability, int horizon) {
    Line came = Line.of("deals", Look.FORECAST);
    for (Reliability.Band band : reliability.bands()) {
      came = came.with(band.said().doubleValue(), band.came().doubleValue());
    }
    return new LineChart(
        "Deals won in the next %d days: chance said against share won".formatted(horizon),
        Axis.percent("chance said (%)"),
        Axis.percent("share won (%)"),
        List.of(came, Line.of("as said", Look.DASHED).with(0, 0).with(1, 1)));
  }
}
