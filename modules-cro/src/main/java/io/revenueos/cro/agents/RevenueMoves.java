package io.revenueos.cro.agents;

import io.revenueos.cro.data.TenantDeals;
import io.revenueos.cro.moves.MoveFinder;
import io.revenueos.cro.moves.MovePlan;
import io.revenueos.cro.moves.RevenueMove;
import io.revenueos.cro.review.DealReview;
import io.revenueos.cro.review.Pace;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.Move;
import io.revenueos.kernel.jdbc.crm.Recommendations;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranks what is worth doing by its expected value. Those of the weekly focus are proposed as
 * events, one for each deal, kind and period: the policies decide what becomes a recommendation.
 */
record RevenueMoves(DealDesk desk) implements Agent {
  private static final int MOVES = 20;
  private static final int OPEN_RECOMMENDATIONS = 20;
  static final String WEEKLY = "weekly_focus";
  static final String DEAL_ID = "deal_id";
  static final String STEPS = "steps";
  static final String MOVE_LIST = "moves";

  @Override
  public String key() {
    return "revenueMoves";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new DealHistoryTool(desk), new DiscountTool(desk));
  }

  @Override
  public JsonObject brief(AgentTask task) {
    Outlook outlook = Outlook.of(desk, task);
    MovePlan plan =
        MovePlan.of(
            MoveFinder.of(outlook.period().deals(), reviews(outlook.deals(), task)),
            outlook.period().target().orElse(BigDecimal.ZERO),
            outlook.total());
    return JsonObject.of(Wording.FIGURES, figures(outlook, plan))
        .with(
            "open_recommendations",
            new Recommendations(desk.database())
                .page(task.scope(), Move.Status.OPEN, Page.first(OPEN_RECOMMENDATIONS)).stream()
                    .map(open -> open.title())
                    .toList());
  }

  private static Map<String, DealReview> reviews(TenantDeals deals, AgentTask task) {
    Pace pace = Pace.of(deals.history());
    Map<String, DealReview> reviews = new HashMap<>();
    for (Deal deal : deals.deals()) {
      if (deal.isOpen()) {
        reviews.put(deal.id().toString(), deals.review(deal, pace, DealDesk.today(task)));
      }
    }
    return reviews;
  }

  private static JsonObject figures(Outlook outlook, MovePlan plan) {
    return outlook
        .figures()
        .with("moves_found", plan.moves().size())
        .with("moves_to_close_gap", plan.closesGap() ? plan.closing() : null)
        .with(WEEKLY, plan.weeklyFocus().stream().map(RevenueMove::subject).toList())
        .with(
            MOVE_LIST,
            plan.moves().stream().limit(MOVES).map(move -> move(move, outlook)).toList());
  }

  private static JsonObject move(RevenueMove move, Outlook outlook) {
    return JsonObject.of(DEAL_ID, move.subject())
        .with("name", outlook.names().get(move.subject()))
        .with("kind", move.kind().code())
        .with("value", move.value())
        .with("probability", move.probability())
        .with("expected_value", move.expected())
        .with("why", move.why());
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject figures = Wording.figures(brief);
    String summary =
        "%s moves for %s. %s"
            .formatted(
                figures.decimal("moves_found").orElseThrow().toPlainString(),
                figures.text("period").orElseThrow(),
                gap(figures));
    return JsonObject.of(Wording.SUMMARY, summary)
        .with(STEPS, List.of())
        .with(Wording.FIGURES, figures);
  }

  private static String gap(JsonObject figures) {
    if (figures.decimal("target").isEmpty()) {
      return "There is no target.";
    }
    BigDecimal gap = figures.decimal("gap").orElseThrow();
    if (gap.signum() == 0) {
      return "The forecast reaches the target.";
    }
    return figures
        .decimal("moves_to_close_gap")
        .map(
            count ->
                "The first %s close the gap of %s by their expected value."
                    .formatted(count.toPlainString(), gap.toPlainString()))
        .orElse(
            "Together they do not close the gap of %s by their expected value."
                .formatted(gap.toPlainString()));
  }

  /** A step belongs to a move that was found. */
  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    Set<String> known =
        Wording.figures(brief).list(MOVE_LIST).orElseThrow().stream()
            .flatMap(move -> ((JsonObject) move).text(DEAL_ID).stream())
            .collect(Collectors.toSet());
    for (Object step : answer.list(STEPS).orElse(List.of())) {
      if (step instanceof JsonObject one && one.text(DEAL_ID).filter(known::contains).isEmpty()) {
        throw new InvalidInputException(
            "invented_move", STEPS, "no move is about " + one.describe(DEAL_ID));
      }
    }
    return Wording.settled(brief, answer, List.of(Wording.SUMMARY, STEPS));
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    return JsonObject.of(MOVE_LIST, Wording.figures(answer).list(MOVE_LIST).orElseThrow().size());
  }

  @Override
  public List<KernelEvent> proposals(AgentTask task, JsonObject answer) {
    return MoveProposals.of(desk, task, answer);
  }
}
