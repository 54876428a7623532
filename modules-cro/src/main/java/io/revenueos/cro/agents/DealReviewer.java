package io.revenueos.cro.agents;

import io.revenueos.cro.data.DealReviews;
import io.revenueos.cro.data.StoredReview;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.review.DealReview;
import io.revenueos.cro.review.Pace;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reviews one open deal by the contract's rubric. */
record DealReviewer(DealDesk desk) implements Agent {
  private static final int ACTIVITIES = 5;
  private static final String DEAL_ID = "deal_id";
  private static final String NEXT_STEPS = "next_steps";

  @Override
  public String key() {
    return "dealReviewer";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new DealHistoryTool(desk), new DiscountTool(desk));
  }

  @Override
  public JsonObject brief(AgentTask task) {
    Deal deal = desk.openDeal(task, task.input().text(DEAL_ID).orElseThrow());
    TenantDeals deals = desk.deals(task).seen(desk.sightings(task, deal.id()));
    Pace pace = Pace.of(deals.history());
    DealReview review = deals.review(deal, pace, DealDesk.today(task));
    return JsonObject.of(Wording.FIGURES, figures(deal, review, pace))
        .with("deal", DealDesk.facts(deal))
        .with("activities", desk.activities(task, deal, ACTIVITIES));
  }

  private static JsonObject figures(Deal deal, DealReview review, Pace pace) {
    JsonObject points = JsonObject.empty();
    for (var part : review.orderedPoints().entrySet()) {
      points = points.with(part.getKey().code(), part.getValue());
    }
    return JsonObject.of(DEAL_ID, deal.id().toString())
        .with("version", review.version())
        .with("score", review.score())
        .with("grade", review.grade().name())
        .with("health", review.health().name().toLowerCase(Locale.ROOT))
        .with("recommendation", review.recommendation().words())
        .with("points", points)
        .with("pace_known", pace.isKnown())
        .with(
            "risks",
            review.risks().stream()
                .map(
                    risk ->
                        JsonObject.of("risk", risk.kind().words())
                            .with("signal", risk.signal())
                            .with("next_step", risk.nextStep()))
                .toList())
        .with(NEXT_STEPS, review.nextSteps());
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject figures = Wording.figures(brief);
    String summary =
        "Score %s, grade %s, %s: %s."
            .formatted(
                figures.decimal("score").orElseThrow().toPlainString(),
                figures.text("grade").orElseThrow(),
                figures.text("health").orElseThrow(),
                figures.text("recommendation").orElseThrow());
    return JsonObject.of(Wording.SUMMARY, summary)
        .with("advice", List.of())
        .with(Wording.FIGURES, figures);
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    return Wording.settled(brief, answer, List.of(Wording.SUMMARY, "advice"));
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    JsonObject figures = Wording.figures(answer);
    String deal = figures.text(DEAL_ID).orElseThrow();
    new DealReviews(desk.database())
        .put(
            task.scope(),
            new StoredReview(
                new DealId(UUID.fromString(deal)),
                answer.text(Wording.SUMMARY).orElseThrow(),
                lines(figures, "risks"),
                lines(figures, NEXT_STEPS),
                figures.decimal("score").orElseThrow()));
    return JsonObject.of("cro_deal_reviews", List.of(deal));
  }

  private static String lines(JsonObject figures, String key) {
    return figures.list(key).orElseThrow().stream()
        .map(
            line ->
                line instanceof JsonObject risk
                    ? "%s: %s"
                        .formatted(
                            risk.text("risk").orElseThrow(), risk.text("signal").orElseThrow())
                    : String.valueOf(line))
        .collect(Collectors.joining("\n"));
  }
}
