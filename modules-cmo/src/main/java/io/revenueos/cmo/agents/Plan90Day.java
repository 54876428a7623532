package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.MarketingPlan;
import io.revenueos.cmo.data.MarketingPlans;
import io.revenueos.cmo.data.Milestone;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.data.Written;
import io.revenueos.cmo.numbers.BudgetSplit;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Strategy: goals become a plan of 90 days. Days, targets on the way (a straight line from the
 * baseline to the target) and the budget of each month are computed; a model words themes,
 * milestones and risks.
 */
record Plan90Day(TenantRows rows) implements Agent {
  private static final BigDecimal DAYS = BigDecimal.valueOf(90);
  private static final int DECIMALS = 2;
  private static final Map<Integer, String> MILESTONES =
      Map.of(
          14, "Everything is set up and measured",
          30, "First month reviewed",
          45, "Half-time check",
          60, "Second month reviewed",
          75, "What works has more room",
          90, "Goals reached and reviewed");
  private static final List<Integer> MILESTONE_DAYS =
      MILESTONES.keySet().stream().sorted().toList();
  private static final List<Integer> MONTH_ENDS = List.of(30, 60, 90);

  @Override
  public String key() {
    return "plan90Day";
  }

  @Override
  public List<Tool> tools() {
    return CmoTools.of(rows);
  }

  @Override
  public JsonObject brief(AgentTask task) {
    LocalDate start = Phrases.start(task);
    String name = Members.text(task.input(), "name", "90 days from " + start);
    requireDraft(task, name);
    List<JsonObject> goals = Members.objects(task.input(), "goals");
    List<Measured> measured = Measured.of(rows.database(), task.scope());
    return JsonObject.of("plan_name", name)
        .with("start", start.toString())
        .with("end", start.plusDays(DAYS.intValueExact()).toString())
        .with("brand", rows.brand(task.scope()))
        .with("segments", rows.segments(task.scope()).stream().map(TenantRows::json).toList())
        .with("offers", rows.offers(task.scope()).stream().map(TenantRows::json).toList())
        .with("channels", Members.texts(task.input(), "channels"))
        .with("results", measured.stream().limit(TenantRows.MOST).map(Measured::json).toList())
        .with("goals", goals)
        .with("kpis", goals.stream().map(Plan90Day::kpi).toList())
        .with(
            "milestones", MILESTONE_DAYS.stream().map(day -> milestone(start, day, goals)).toList())
        .with("budget", Amounts.budget(task.input()).map(Amounts::json).orElse(null))
        .with("months", months(task.input()));
  }

  private void requireDraft(AgentTask task, String name) {
    MarketingPlans.on(rows.database())
        .find(task.scope(), name)
        .map(Stored::value)
        .filter(there -> there.status() != MarketingPlan.Status.DRAFT)
        .ifPresent(
            there -> {
              throw new RefusedException(
                  "plan_in_use",
                  "the plan %s is no draft any more: give the new one another name"
                      .formatted(Text.quoted(name)));
            });
  }

  private static JsonObject kpi(JsonObject goal) {
    JsonObject kpi =
        JsonObject.of("metric", Members.text(goal, "metric"))
            .with("unit", Members.text(goal, "unit"))
            .with("baseline", baseline(goal))
            .with("target", goal.decimal("target").orElseThrow());
    for (int day : MONTH_ENDS) {
      kpi = kpi.with("day_" + day, valueAt(goal, day));
    }
    return kpi;
  }

  private static BigDecimal baseline(JsonObject goal) {
    return goal.decimal("baseline").orElse(BigDecimal.ZERO);
  }

  private static BigDecimal valueAt(JsonObject goal, int day) {
    BigDecimal way = goal.decimal("target").orElseThrow().subtract(baseline(goal));
    BigDecimal gone =
        way.multiply(BigDecimal.valueOf(day)).divide(DAYS, DECIMALS, RoundingMode.HALF_EVEN);
    return baseline(goal).add(gone);
  }

  private static JsonObject milestone(LocalDate start, int day, List<JsonObject> goals) {
    return JsonObject.of("day", day)
        .with("due_date", start.plusDays(day).toString())
        .with(
            "targets",
            goals.stream()
                .map(
                    goal ->
                        JsonObject.of("metric", Members.text(goal, "metric"))
                            .with("value", valueAt(goal, day)))
                .toList());
  }

  private static List<JsonObject> months(JsonObject input) {
    List<Integer> months = List.of(1, 2, 3);
    Map<Integer, Money> budgets =
        Amounts.budget(input)
            .map(total -> BudgetSplit.FREE.equally(total, months))
            .orElse(Map.of());
    return months.stream()
        .map(
            month -> {
              Money budget = budgets.get(month);
              return JsonObject.of("month", month)
                  .with("budget", budget == null ? null : budget.amount());
            })
        .toList();
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    List<String> themes = List.of("Set up and learn", "Do more of what works", "Scale and review");
    return settle(
        brief,
        JsonObject.of("summary", summary(brief))
            .with(
                "months",
                Members.objects(brief, "months").stream()
                    .map(
                        month ->
                            month.with(
                                "theme",
                                themes.get(month.decimal("month").orElseThrow().intValue() - 1)))
                    .toList())
            .with(
                "milestones",
                Members.objects(brief, "milestones").stream().map(Plan90Day::worded).toList())
            .with("risks", risks(brief)));
  }

  private static String summary(JsonObject brief) {
    List<String> goals =
        Members.objects(brief, "kpis").stream()
            .map(
                kpi ->
                    "%s from %s to %s"
                        .formatted(
                            Members.text(kpi, "metric"),
                            plain(kpi, "baseline"),
                            plain(kpi, "target")))
            .toList();
    return "From %s to %s: %s."
        .formatted(
            Members.text(brief, "start"), Members.text(brief, "end"), String.join("; ", goals));
  }

  private static JsonObject worded(JsonObject milestone) {
    List<String> targets =
        Members.objects(milestone, "targets").stream()
            .map(one -> "%s at %s".formatted(Members.text(one, "metric"), plain(one, "value")))
            .toList();
    int day = milestone.decimal("day").orElseThrow().intValue();
    return milestone
        .with("title", MILESTONES.getOrDefault(day, "Day " + day))
        .with("description", String.join("; ", targets) + ".");
  }

  private static String plain(JsonObject json, String key) {
    return json.decimal(key).orElseThrow().stripTrailingZeros().toPlainString();
  }

  private static List<String> risks(JsonObject brief) {
    return Members.objects(brief, "results").isEmpty()
        ? List.of("Nothing has been measured yet: the targets rest on the goals alone.")
        : List.of("The way to each target is a straight line; results seldom are.");
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    JsonObject settled =
        JsonObject.of("plan_name", Members.text(brief, "plan_name"))
            .with("start", Members.text(brief, "start"))
            .with("end", Members.text(brief, "end"))
            .with("summary", Members.text(answer, "summary"))
            .with("goals", goals(brief))
            .with("kpis", Members.objects(brief, "kpis"))
            .with("budget", brief.value("budget").orElse(null))
            .with(
                "months",
                Members.objects(brief, "months").stream()
                    .map(one -> said(one, answer, "months", "month", "theme"))
                    .toList())
            .with(
                "milestones",
                Members.objects(brief, "milestones").stream()
                    .map(one -> said(one, answer, "milestones", "day", "title", "description"))
                    .toList())
            .with("risks", Members.texts(answer, "risks"));
    StatedFigures.require(brief, settled);
    return settled;
  }

  private static List<String> goals(JsonObject brief) {
    return Members.objects(brief, "goals").stream()
        .map(goal -> Members.text(goal, "name", Members.text(goal, "metric")))
        .toList();
  }

  /** What was computed, with the answer's words about it. */
  private static JsonObject said(
      JsonObject computed, JsonObject answer, String list, String key, String... words) {
    JsonObject said = Members.item(answer, list, key, computed.value(key).orElseThrow());
    JsonObject both = computed;
    for (String word : words) {
      both = both.with(word, Members.text(said, word));
    }
    return both;
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    List<Milestone> milestones =
        Members.objects(answer, "milestones").stream()
            .map(
                one ->
                    new Milestone(
                        Members.text(one, "title"),
                        Members.text(one, "description"),
                        LocalDate.parse(Members.text(one, "due_date")),
                        Milestone.Status.PENDING))
            .toList();
    MarketingPlan plan =
        new MarketingPlan(
            Members.text(answer, "plan_name"),
            Members.text(answer, "summary"),
            Members.texts(answer, "goals"),
            Members.objects(answer, "kpis"),
            Amounts.stored(answer).orElse(null),
            MarketingPlan.Status.DRAFT,
            milestones);
    Written written = MarketingPlans.on(rows.database()).put(task.scope(), plan);
    int dated = PlanCalendar.on(rows.database()).put(task.scope(), written.id(), milestones);
    return JsonObject.of("plan", written.id())
        .with("milestones", milestones.size())
        .with("calendar_events", dated);
  }
}
