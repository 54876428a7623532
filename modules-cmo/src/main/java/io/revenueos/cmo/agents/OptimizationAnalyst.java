package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.DataMode;
import io.revenueos.cmo.data.WeeklySummaries;
import io.revenueos.cmo.data.WeeklySummary;
import io.revenueos.cmo.data.Written;
import io.revenueos.cmo.numbers.CampaignFigures;
import io.revenueos.cmo.numbers.CampaignHealth;
import io.revenueos.cmo.numbers.Recommendation;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Optimization: how campaigns do beside each other, and which variant is better, from real figures
 * in one currency. Figures, health, top performer, recommendations and verdicts are computed; a
 * model words the summary and what to do about each recommendation.
 */
record OptimizationAnalyst(TenantRows rows) implements Agent {
  @Override
  public String key() {
    return "optimizationAnalyst";
  }

  @Override
  public List<Tool> tools() {
    return CmoTools.of(rows);
  }

  @Override
  public JsonObject brief(AgentTask task) {
    List<Measured> all = Measured.of(rows.database(), task.scope());
    List<String> named = Members.texts(task.input(), "campaigns");
    List<Measured> wanted =
        all.stream().filter(one -> named.isEmpty() || named.contains(one.name())).toList();
    String currency = Measured.currency(wanted);
    List<Measured> measured =
        wanted.stream().filter(one -> one.currency().equals(currency)).toList();
    CampaignHealth health = CampaignHealth.of(measured.stream().map(Measured::figures).toList());
    LocalDate today = LocalDate.ofInstant(task.now(), ZoneOffset.UTC);
    return JsonObject.of(
            "week_start", today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString())
        .with("currency", currency)
        .with("left_out", leftOut(wanted, currency, named))
        .with("totals", Measured.json(Measured.total(measured, "all")))
        .with("campaigns", campaigns(measured, health))
        .with("top_performer", health.topPerformer().orElse(null))
        .with(
            "recommendations",
            health.recommendations().stream()
                .limit(TenantRows.MOST)
                .map(OptimizationAnalyst::json)
                .toList())
        .with("experiments", VariantTest.all(task.input(), measured));
  }

  private static List<String> leftOut(List<Measured> wanted, String currency, List<String> named) {
    List<String> leftOut = new ArrayList<>();
    wanted.stream()
        .filter(one -> !one.currency().equals(currency))
        .forEach(
            one -> leftOut.add("%s: its figures are in %s".formatted(one.name(), one.currency())));
    named.stream()
        .filter(name -> wanted.stream().noneMatch(one -> one.name().equals(name)))
        .forEach(name -> leftOut.add(name + ": nothing real has been measured of it"));
    return leftOut;
  }

  private static List<JsonObject> campaigns(List<Measured> measured, CampaignHealth health) {
    List<JsonObject> campaigns = new ArrayList<>();
    for (int i = 0; i < Math.min(measured.size(), TenantRows.MOST); i++) {
      CampaignFigures figures = measured.get(i).figures();
      campaigns.add(Measured.json(figures).with("status", name(health.status().get(i).status())));
    }
    return campaigns;
  }

  private static JsonObject json(Recommendation one) {
    return JsonObject.of("campaign", one.campaign())
        .with("code", one.code())
        .with("severity", name(one.severity()))
        .with("impact", name(one.impact()))
        .with("effort", name(one.effort()))
        .with("reason", one.reason());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    List<JsonObject> recommendations =
        Members.objects(brief, "recommendations").stream()
            .map(one -> one.with("action", action(Members.text(one, "code"))))
            .toList();
    return settle(
        brief, JsonObject.of("summary", summary(brief)).with("recommendations", recommendations));
  }

  private static String action(String code) {
    return switch (code) {
      case "no_conversions" -> "Pause it, and look at where people leave before it runs again.";
      case "costly" -> "Move a part of its budget to the top performer.";
      case "low_click_through" -> "Try another first line against the one it has.";
      case "counting" -> "Check where conversions are counted before you trust its rates.";
      default -> "Raise its budget in steps, and watch what a conversion costs.";
    };
  }

  private static String summary(JsonObject brief) {
    int campaigns = Members.objects(brief, "campaigns").size();
    String experiments = VariantTest.summary(Members.objects(brief, "experiments"));
    if (campaigns == 0) {
      return experiments.isEmpty()
          ? "Nothing real has been measured yet, so there is nothing to recommend."
          : "No campaign has been measured yet. " + experiments;
    }
    JsonObject totals = Members.object(brief, "totals");
    String top =
        Optional.of(Members.text(brief, "top_performer"))
            .filter(name -> !name.isEmpty())
            .map(" The top performer is %s."::formatted)
            .orElse(" No campaign has enough conversions to be called the top performer.");
    int recommendations = Members.objects(brief, "recommendations").size();
    return "%d %s spent %s %s for %s conversions.%s %d %s. %s"
        .formatted(
            campaigns,
            campaigns == 1 ? "campaign" : "campaigns",
            plain(totals, "cost"),
            Members.text(brief, "currency"),
            plain(totals, "conversions"),
            top,
            recommendations,
            recommendations == 1 ? "recommendation" : "recommendations",
            experiments)
        .strip();
  }

  private static String plain(JsonObject json, String key) {
    return json.decimal(key).orElseThrow().toPlainString();
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    List<JsonObject> said = Members.objects(answer, "recommendations");
    List<JsonObject> recommendations =
        Members.objects(brief, "recommendations").stream()
            .map(one -> one.with("action", action(said, one)))
            .toList();
    JsonObject settled =
        brief
            .with("summary", Members.text(answer, "summary"))
            .with("recommendations", recommendations);
    StatedFigures.require(brief, settled);
    return settled;
  }

  /** What is said about the same campaign and finding. */
  private static String action(List<JsonObject> said, JsonObject found) {
    return said.stream()
        .filter(one -> Members.text(one, "campaign").equals(Members.text(found, "campaign")))
        .filter(one -> Members.text(one, "code").equals(Members.text(found, "code")))
        .map(one -> Members.text(one, "action"))
        .findFirst()
        .orElse("");
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    WeeklySummary week =
        new WeeklySummary(
            LocalDate.parse(Members.text(answer, "week_start")),
            DataMode.REAL,
            Members.text(answer, "summary"),
            Members.objects(answer, "experiments"),
            Members.objects(answer, "recommendations"),
            Members.object(answer, "totals")
                .with("campaigns", Members.objects(answer, "campaigns")));
    Written written = WeeklySummaries.on(rows.database()).put(task.scope(), week);
    return JsonObject.of("weekly_summary", written.id());
  }
}
