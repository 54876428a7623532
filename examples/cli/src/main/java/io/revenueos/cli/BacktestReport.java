package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cro.forecast.Backtest;
import io.revenueos.cro.forecast.Backtest.Point;
import io.revenueos.cro.forecast.Errors;
import io.revenueos.cro.forecast.FixedShare;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Forecaster.Outcome;
import io.revenueos.cro.forecast.Method;
import io.revenueos.cro.forecast.Reliability;
import io.revenueos.cro.pipeline.DealHistory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows backtests.
 *
 * @param unit what is forecast: a currency, or deals
 * @param horizon of the reliability, in days
 */
record BacktestReport(
    Host host,
    DealSource.Deals deals,
    String unit,
    List<Backtest> backtests,
    int horizon,
    Reliability reliability) {

  void show() {
    DealSource.report(host, deals);
    DealHistory history = deals.history();
    line(
        "%,d deals known on %s: %,d closed, %,d of them won, %,d open. Forecast: won %s, by %s."
            .formatted(
                history.deals().size(),
                history.asOf(),
                history.closed(),
                history.won(),
                history.open().size(),
                unit,
                Forecast.VERSION));
    backtests.forEach(this::show);
    if (reliability.deals() > 0) {
      showReliability();
    }
  }

  private void show(Backtest backtest) {
    line("");
    line(host.terminal().styled(Style.STRONG, backtest.name()));
    if (backtest.forecast().isEmpty()) {
      line(
          backtest.points().isEmpty()
              ? "No window of this length is over."
              : "History was too thin on each of %d mornings; on the last: %s."
                  .formatted(backtest.points().size(), BacktestReport.refusal(backtest)));
      return;
    }
    List<Point> common = backtest.comparable();
    Table table = Table.of("method", "windows", "WAPE", "MAPE", "bias", "chosen");
    row(table, "THE FORECAST (chooses below)", backtest.chosen(common), "");
    for (Method method : Method.values()) {
      row(
          table,
          method.words(),
          backtest.of(method, common),
          String.valueOf(backtest.choices().getOrDefault(method, 0)));
    }
    for (FixedShare share : FixedShare.values()) {
      row(table, "rule: " + share.words(), backtest.of(share, common), "");
    }
    host.terminal().result(table);
    summary(backtest, common);
  }

  private static String refusal(Backtest backtest) {
    Point last = backtest.points().get(backtest.points().size() - 1);
    return last.outcome() instanceof Outcome.Refused refused ? refused.thin().problem() : "";
  }

  private static void row(Table table, String name, Errors errors, String chosen) {
    boolean none = errors.windows() == 0;
    table.row(
        name,
        errors.windows(),
        none ? "" : percent(errors.wape()),
        none ? "" : percent(errors.mape()),
        none ? "" : percent(errors.bias()),
        chosen);
  }

  private void summary(Backtest backtest, List<Point> common) {
    Errors all = backtest.chosen(backtest.forecast());
    line(
        "Compared on the %d of %d mornings from %s on which the simple ways have a forecast, too; on "
                .formatted(
                    common.size(), backtest.points().size(), backtest.points().get(0).origin())
            + "all %d with a forecast its WAPE is %s; on %d history was too thin."
                .formatted(
                    all.windows(),
                    percent(all.wape()),
                    backtest.points().size() - backtest.forecast().size()));
    Backtest.Coverage coverage = backtest.coverage();
    line(
        coverage.intervals() == 0
            ? "No interval: on every morning too few past windows in which something was both won and forecast."
            : "80 %% interval held in %d of %d windows (%s)."
                .formatted(coverage.held(), coverage.intervals(), percent(coverage.share())));
  }

  private void showReliability() {
    line("");
    line(
        host.terminal()
            .styled(Style.STRONG, "Single deals: won in the next %d days".formatted(horizon)));
    Table table = Table.of("chance said", "deals", "mean said", "won");
    for (Reliability.Band band : reliability.bands()) {
      table.row(
          "from " + percent(band.from()),
          "%,d".formatted(band.deals()),
          percent(band.said()),
          percent(band.came()));
    }
    host.terminal().result(table);
    line(
        "Brier score %s over %,d deals on past mornings; %s if each deal had the same chance."
            .formatted(reliability.brier(), reliability.deals(), reliability.brierOfBaseRate()));
    InfluenceLines.show(host.terminal(), reliability.influences());
  }

  private void line(String text) {
    host.terminal().result(text);
  }

  /** A ratio for people: {@code 6.3 %}. */
  static String percent(BigDecimal ratio) {
    return String.format(Locale.ROOT, "%.1f %%", ratio.doubleValue() * 100);
  }

  void json() {
    DealSource.json(host, deals);
    backtests.forEach(backtest -> host.terminal().result(json(backtest)));
    host.terminal()
        .result(
            JsonLine.of("deals_won_in_days", horizon)
                .with("deals", reliability.deals())
                .with("brier", ifAny(reliability.brier()))
                .with("brier_of_base_rate", ifAny(reliability.brierOfBaseRate()))
                .with("influences", InfluenceLines.json(reliability.influences()))
                .with("bands", reliability.bands().stream().map(BacktestReport::json).toList()));
  }

  private Optional<BigDecimal> ifAny(BigDecimal score) {
    return Optional.of(score).filter(known -> reliability.deals() > 0);
  }

  private static JsonLine json(Reliability.Band band) {
    return JsonLine.of("from", band.from())
        .with("deals", band.deals())
        .with("said", band.said())
        .with("won", band.came());
  }

  private JsonLine json(Backtest backtest) {
    List<Point> common = backtest.comparable();
    JsonLine methods = JsonLine.empty();
    for (Method method : Method.values()) {
      methods.with(method.code(), json(backtest.of(method, common)));
    }
    JsonLine rules = JsonLine.empty();
    for (FixedShare share : FixedShare.values()) {
      rules.with("fixed_" + share.share(), json(backtest.of(share, common)));
    }
    JsonLine choices = JsonLine.empty();
    backtest.choices().forEach((method, times) -> choices.with(method.code(), times));
    return JsonLine.of("backtest", backtest.name())
        .with("version", Forecast.VERSION)
        .with("unit", unit)
        .with("windows", backtest.points().size())
        .with("windows_compared", common.size())
        .with("forecast", json(backtest.chosen(common)))
        .with("forecast_all_windows", json(backtest.chosen(backtest.forecast())))
        .with("methods", methods)
        .with("rules", rules)
        .with("choices", choices)
        .with(
            "interval",
            JsonLine.of("level", 0.8)
                .with("windows", backtest.coverage().intervals())
                .with("held", backtest.coverage().held())
                .with(
                    "share",
                    Optional.of(backtest.coverage())
                        .filter(coverage -> coverage.intervals() > 0)
                        .map(Backtest.Coverage::share)))
        .with(
            "points",
            backtest.points().stream().map(BacktestReport::json).collect(Collectors.toList()));
  }

  /** No window has no error, not one of zero. */
  private static JsonLine json(Errors errors) {
    JsonLine windows = JsonLine.of("windows", errors.windows());
    return errors.windows() == 0
        ? windows
        : windows
            .with("wape", errors.wape())
            .with("mape", errors.mape())
            .with("bias", errors.bias());
  }

  private static JsonLine json(Point point) {
    return ForecastJson.of(point.outcome())
        .with("origin", point.origin())
        .with("actual", point.actual());
  }
}
