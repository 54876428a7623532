package io.revenueos.cli;

import io.revenueos.cli.chart.Axis;
import io.revenueos.cli.chart.Chart;
import io.revenueos.cli.chart.Line;
import io.revenueos.cli.chart.Line.Look;
import io.revenueos.cli.chart.LineChart;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cro.forecast.DealOutlook;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Forecaster.Outcome;
import io.revenueos.cro.forecast.Milestone;
import io.revenueos.cro.forecast.PeriodForecast;
import io.revenueos.cro.forecast.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows the forecast of a period.
 *
 * @param unit a currency, or deals
 */
record ForecastReport(Host host, PeriodForecast forecast, String unit, ChangeReport changes) {
  private static final int DEALS_SHOWN = 10;
  private static final int ZOMBIES_SHOWN = 10;
  private static final int ZOMBIES_IN_JSON = 1_000;
  private static final String NO_INTERVAL =
      "No interval: too few past windows in which something was both won and forecast.";

  void show() {
    line(
        host.terminal()
            .styled(
                Style.STRONG,
                "Forecast of %s, known before %s".formatted(forecast.period(), forecast.asOf())));
    if (forecast.rest() instanceof Outcome.Refused refused) {
      line("No forecast: " + refused.thin().problem() + ".");
    }
    forecast.made().ifPresent(this::show);
    line("");
    line(host.terminal().styled(Style.STRONG, "Rules of thumb (not forecasts)"));
    host.terminal().result(rules());
    changes.show(host.terminal());
  }

  private void show(Forecast made) {
    Table table = Table.of("what", unit);
    table.row("won in it so far", amount(forecast.wonSoFar()));
    table.row("expected in what is left", amount(made.amount()));
    made.interval()
        .ifPresent(
            interval ->
                table.row(
                    "80 % interval of that",
                    "%s to %s".formatted(amount(interval.low()), amount(interval.high()))));
    table.row("THE FORECAST", amount(forecast.wonSoFar().add(made.amount())));
    forecast.target().ifPresent(target -> target(table, target));
    host.terminal().result(table);
    line(
        "By %s: %s; from %,d closed deals, %,d won. %s"
            .formatted(
                made.version(),
                made.method().words(),
                made.history().closed(),
                made.history().won(),
                made.interval().isPresent() ? "" : NO_INTERVAL));
    if (made.history().zombies() > 0) {
      zombies(made);
    }
    standings(made);
    milestones();
    deals();
  }

  private void zombies(Forecast made) {
    line(
        "%,d open deals are older than any that ever closed (%d days): zombies, kept out."
            .formatted(made.history().zombies(), made.history().zombiesAge()));
    String first =
        zombies(ZOMBIES_SHOWN).stream()
            .map(id -> Printable.of(id, 100))
            .collect(Collectors.joining(", "));
    boolean all = forecast.zombies().size() <= ZOMBIES_SHOWN;
    line("The oldest first: %s%s".formatted(first, all ? "." : ", ..."));
  }

  private List<String> zombies(int most) {
    return forecast.zombies().stream().limit(most).map(zombie -> zombie.deal().id()).toList();
  }

  private void target(Table table, BigDecimal target) {
    table.row("target", amount(target));
    forecast
        .total()
        .ifPresent(total -> table.row("gap", amount(target.subtract(total).max(BigDecimal.ZERO))));
  }

  private void standings(Forecast made) {
    if (made.standings().isEmpty()) {
      line("Nothing to choose by yet: no window of this length is over.");
      return;
    }
    line("");
    line(host.terminal().styled(Style.STRONG, "Methods, by their past errors"));
    Table table = Table.of("method", "says", "past WAPE", "score", "past windows");
    for (Standing standing : made.standings()) {
      table.row(
          standing.method().words(),
          amount(standing.forecast()),
          percent(standing.wape()),
          percent(standing.score()),
          standing.windows());
    }
    host.terminal().result(table);
  }

  private static String percent(Optional<BigDecimal> ratio) {
    return ratio.map(BacktestReport::percent).orElse("not known");
  }

  private void milestones() {
    line("");
    line(host.terminal().styled(Style.STRONG, "Milestones"));
    Table table = Table.of("until", "won in the period");
    for (Milestone milestone : forecast.milestones()) {
      table.row(milestone.lastDay(), amount(forecast.wonSoFar().add(milestone.won())));
    }
    host.terminal().result(table);
  }

  private void deals() {
    line("");
    line(host.terminal().styled(Style.STRONG, "Open deals that are worth most"));
    Table table = Table.of("deal", "stage", "age in days", "value", "chance", "expected");
    for (DealOutlook deal : forecast.deals().stream().limit(DEALS_SHOWN).toList()) {
      table.row(
          deal.deal().id(),
          deal.deal().stage(),
          deal.deal().ageOn(forecast.asOf()),
          amount(deal.value()),
          BacktestReport.percent(deal.chance()),
          amount(deal.expected()));
    }
    host.terminal().result(table);
    InfluenceLines.show(host.terminal(), forecast.influences());
  }

  private Table rules() {
    Table table = Table.of("rule", unit);
    table.row("commit: probability above 70 %", amount(forecast.scenarios().commit()));
    table.row("base: and half of 40 to 70 %", amount(forecast.scenarios().base()));
    table.row("stretch: and the rest, and new deals", amount(forecast.scenarios().stretch()));
    table.row("weighted pipeline", amount(forecast.weighted()));
    table.row("open pipeline", amount(forecast.openPipeline()));
    forecast
        .coverage()
        .ifPresent(
            coverage ->
                table.row(
                    "coverage of the target",
                    "%s (%s)".formatted(coverage.ratio(), coverage.verdict().words())));
    return table;
  }

  private void line(String text) {
    host.terminal().result(text);
  }

  private static String amount(BigDecimal amount) {
    return "%,d".formatted(amount.setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  void json() {
    JsonLine line =
        JsonLine.of("period", forecast.period())
            .with("as_of", forecast.asOf())
            .with("unit", unit)
            .with("won_so_far", forecast.wonSoFar())
            .with("forecast", forecast.total())
            .with("rest", ForecastJson.of(forecast.rest()));
    forecast.made().ifPresent(made -> ForecastJson.standings(made, line));
    forecast
        .made()
        .ifPresent(
            made ->
                line.with("closed_deals", made.history().closed())
                    .with("zombies", made.history().zombies())
                    .with("zombie_deals", zombies(ZOMBIES_IN_JSON)));
    changes.json(line);
    host.terminal()
        .result(
            line.with("rule_commit", forecast.scenarios().commit())
                .with("rule_base", forecast.scenarios().base())
                .with("rule_stretch", forecast.scenarios().stretch())
                .with("weighted_pipeline", forecast.weighted())
                .with("open_pipeline", forecast.openPipeline())
                .with("target", forecast.target())
                .with("coverage", forecast.coverage().map(one -> one.ratio()))
                .with("coverage_verdict", forecast.coverage().map(one -> one.verdict().words()))
                .with("influences", InfluenceLines.json(forecast.influences()))
                .with("milestones", forecast.milestones().stream().map(this::json).toList())
                .with("deals", forecast.deals().stream().map(ForecastReport::json).toList()));
  }

  private JsonLine json(Milestone milestone) {
    return JsonLine.of("until", milestone.lastDay())
        .with("won", forecast.wonSoFar().add(milestone.won()));
  }

  private static JsonLine json(DealOutlook deal) {
    return JsonLine.of("deal_id", deal.deal().id())
        .with("stage", deal.deal().stage())
        .with("value", deal.value())
        .with("chance", deal.chance());
  }

  /** What should be won by when, and where it may end. */
  List<Chart> charts() {
    Line expected = Line.of("forecast", Look.FORECAST);
    for (Milestone milestone : forecast.milestones()) {
      expected =
          expected.with(
              milestone.lastDay(), forecast.wonSoFar().add(milestone.won()).doubleValue());
    }
    Line low = Line.of("80 % interval, low", Look.DASHED);
    Line high = Line.of("80 % interval, high", Look.DASHED);
    var interval = forecast.made().flatMap(Forecast::interval);
    if (interval.isPresent()) {
      low = bound(low, interval.get().low());
      high = bound(high, interval.get().high());
    }
    return List.of(
        new LineChart(
            "Forecast of %s, known before %s".formatted(forecast.period(), forecast.asOf()),
            Axis.day("week ending"),
            Axis.number("won in the period (%s)".formatted(unit)),
            List.of(expected, high, low)));
  }

  /** From what is won today to the bound at the end, as the forecast goes. */
  private Line bound(Line line, BigDecimal end) {
    double last = forecast.milestones().get(forecast.milestones().size() - 1).won().doubleValue();
    double won = forecast.wonSoFar().doubleValue();
    Line bound = line;
    for (Milestone milestone : forecast.milestones()) {
      double share = last > 0 ? milestone.won().doubleValue() / last : 1;
      bound = bound.with(milestone.lastDay(), won + share * end.doubleValue());
    }
    return bound;
  }
}
