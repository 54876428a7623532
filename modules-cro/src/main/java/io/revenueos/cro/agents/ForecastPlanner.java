package io.revenueos.cro.agents;

import io.revenueos.cro.data.ForecastSnapshots;
import io.revenueos.cro.data.Forecasts;
import io.revenueos.cro.data.StoredForecast;
import io.revenueos.cro.data.StoredForecast.Scenario;
import io.revenueos.cro.data.StoredSnapshot;
import io.revenueos.cro.forecast.Coverage;
import io.revenueos.cro.forecast.DealOutlook;
import io.revenueos.cro.forecast.Forecast;
import io.revenueos.cro.forecast.Influence;
import io.revenueos.cro.forecast.Interval;
import io.revenueos.cro.forecast.PeriodForecast;
import io.revenueos.cro.forecast.Scenarios;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts a month or a quarter, shows the contract's rule of thumb beside it, and says what
 * became of deals since the last one. What it saw is a draft until the answer is delivered.
 */
record ForecastPlanner(DealDesk desk) implements Agent {
  private static final int DEALS = 10;
  private static final String RULE = "rule";
  private static final String INTERVAL = "interval";
  private static final String CHANGES = "changes";
  private static final String INFLUENCES = "influences";
  private static final String WHY_NOT = "why_not";
  private static final List<String> WORDS = List.of(Wording.SUMMARY, "depends_on", "questions");

  @Override
  public String key() {
    return "forecastPlanner";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new DealHistoryTool(desk));
  }

  @Override
  public JsonObject brief(AgentTask task) {
    Outlook outlook = Outlook.of(desk, task);
    ForecastSnapshots snapshots = new ForecastSnapshots(desk.database());
    JsonObject changes =
        snapshots
            .latest(task.scope())
            .map(last -> DealChanges.since(last, outlook).figures())
            .orElse(null);
    snapshots.draft(task.scope(), StoredSnapshot.of(snapshot(task), task.now(), outlook.deals()));
    return JsonObject.of(Wording.FIGURES, figures(outlook).with(CHANGES, changes))
        .with(
            "deals",
            outlook.period().deals().stream()
                .limit(DEALS)
                .map(deal -> deal(deal, outlook))
                .toList());
  }

  private static UUID snapshot(AgentTask task) {
    return UUID.nameUUIDFromBytes(task.run().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject deal(DealOutlook deal, Outlook outlook) {
    String id = deal.deal().id();
    return JsonObject.of("deal_id", id)
        .with("name", outlook.names().get(id))
        .with("stage", deal.deal().stage())
        .with("value", deal.value())
        .with("chance", deal.chance())
        .with("expected_value", deal.expected());
  }

  private static JsonObject figures(Outlook outlook) {
    PeriodForecast period = outlook.period();
    Forecast forecast = outlook.forecast();
    return outlook
        .figures()
        .with("won_so_far", period.wonSoFar())
        .with("method", forecast.method().words())
        .with(INTERVAL, interval(forecast.intervalOrNull(), period.wonSoFar()))
        .with(RULE, rule(period.scenarios()))
        .with("weighted_pipeline", period.weighted())
        .with("open_pipeline", period.openPipeline())
        .with("coverage", period.coverage().map(ForecastPlanner::coverage).orElse(null))
        .with(
            "milestones",
            period.milestones().stream()
                .map(
                    week ->
                        JsonObject.of("last_day", week.lastDay().toString())
                            .with("won", week.won().add(period.wonSoFar())))
                .toList())
        .with("closed_deals", forecast.history().closed())
        .with("won_deals", forecast.history().won())
        .with("open_deals", forecast.history().open())
        .with("zombies", forecast.history().zombies())
        .with(INFLUENCES, influences(period.influences()))
        .with("methods_compared", methods(forecast));
  }

  private static List<JsonObject> influences(List<Influence> influences) {
    return influences.stream()
        .map(
            influence ->
                JsonObject.of("influence", influence.kind().code())
                    .with("groups", influence.groups())
                    .with("least", influence.least())
                    .with("most", influence.most())
                    .with(WHY_NOT, influence.whyNotOrNull()))
        .toList();
  }

  private static @Nullable JsonObject interval(@Nullable Interval interval, BigDecimal won) {
    return interval == null
        ? null
        : JsonObject.of("low", interval.low().add(won))
            .with("high", interval.high().add(won))
            .with("level", interval.level())
            .with("windows", interval.windows());
  }

  private static JsonObject rule(Scenarios rule) {
    return JsonObject.of("commit", rule.commit())
        .with("base", rule.base())
        .with("stretch", rule.stretch());
  }

  private static JsonObject coverage(Coverage coverage) {
    return JsonObject.of("ratio", coverage.ratio()).with("verdict", coverage.verdict().words());
  }

  private static List<JsonObject> methods(Forecast forecast) {
    return forecast.standings().stream()
        .map(
            standing ->
                JsonObject.of("method", standing.method().words())
                    .with("forecast", standing.forecast())
                    .with("wape", standing.wapeOrNull())
                    .with("windows", standing.windows()))
        .toList();
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject figures = Wording.figures(brief);
    String summary =
        "%s is forecast to bring %s %s, of which %s is won (by: %s%s). The rule of thumb says %s."
            .formatted(
                figures.text("period").orElseThrow(),
                number(figures, "forecast"),
                figures.text("currency").orElseThrow(),
                number(figures, "won_so_far"),
                figures.text("method").orElseThrow(),
                between(figures),
                ruleWords(figures));
    return JsonObject.of(Wording.SUMMARY, summary + target(figures) + changes(figures))
        .with("depends_on", List.of())
        .with("questions", List.of())
        .with(Wording.FIGURES, figures);
  }

  private static String between(JsonObject figures) {
    return figures
        .object(INTERVAL)
        .map(
            interval ->
                "; %s %% interval %s to %s"
                    .formatted(
                        interval
                            .decimal("level")
                            .orElseThrow()
                            .movePointRight(2)
                            .stripTrailingZeros()
                            .toPlainString(),
                        number(interval, "low"),
                        number(interval, "high")))
        .orElse("; no interval: too few past windows in which something was both won and forecast");
  }

  private static String ruleWords(JsonObject figures) {
    JsonObject rule = figures.object(RULE).orElseThrow();
    return "commit %s, base %s, stretch %s"
        .formatted(number(rule, "commit"), number(rule, "base"), number(rule, "stretch"));
  }

  private static String target(JsonObject figures) {
    return figures.has("target") && figures.value("target").isPresent()
        ? " The target is %s, %s above the forecast."
            .formatted(number(figures, "target"), number(figures, "gap"))
        : " There is no target.";
  }

  private static String changes(JsonObject figures) {
    return figures.object(CHANGES).map(DealChanges::words).orElse("");
  }

  /** What the chances of deals do not go by, and why. */
  private static String unused(JsonObject figures) {
    return figures.list(INFLUENCES).orElseThrow().stream()
        .map(JsonObject.class::cast)
        .filter(influence -> influence.text(WHY_NOT).isPresent())
        .map(
            influence ->
                "; chances not by %s: %s"
                    .formatted(
                        influence.text("influence").orElseThrow(),
                        influence.text(WHY_NOT).orElseThrow()))
        .collect(Collectors.joining());
  }

  private static String number(JsonObject holder, String key) {
    return holder.decimal(key).orElseThrow().toPlainString();
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    return Wording.settled(brief, answer, WORDS);
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    JsonObject figures = Wording.figures(answer);
    Period period = Period.parse(figures.text("period").orElseThrow());
    Currency currency = Currency.getInstance(figures.text("currency").orElseThrow());
    String notes =
        "rule of thumb; %s forecasts %s by %s%s%s"
            .formatted(
                figures.text("version").orElseThrow(),
                number(figures, "forecast"),
                figures.text("method").orElseThrow(),
                between(figures),
                unused(figures));
    JsonObject rule = figures.object(RULE).orElseThrow();
    Forecasts forecasts = new Forecasts(desk.database());
    for (Scenario scenario : Scenario.values()) {
      BigDecimal amount = rule.decimal(scenario.name().toLowerCase(Locale.ROOT)).orElseThrow();
      forecasts.put(
          task.scope(), new StoredForecast(period, scenario, amount, currency, null, notes));
    }
    UUID seen = snapshot(task);
    new ForecastSnapshots(desk.database()).show(task.scope(), seen);
    return JsonObject.of("cro_forecasts", List.copyOf(rule.keys()))
        .with("cro_forecast_snapshots", List.of(seen.toString()))
        .with("period", period.toString());
  }
}
