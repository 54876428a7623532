package io.revenueos.cro.agents;

import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The moves of an answer's weekly focus as events. An event is in its deal's workspace, because
 * what comes of it names the deal.
 */
final class MoveProposals {
  private MoveProposals() {}

  /** Those about deals that are still open, as the task's user sees them. */
  static List<KernelEvent> of(DealDesk desk, AgentTask task, JsonObject answer) {
    JsonObject figures = Wording.figures(answer);
    Set<Object> focus = new HashSet<>(figures.list(RevenueMoves.WEEKLY).orElseThrow());
    Map<String, String> steps = steps(answer);
    Deals deals = new Deals(desk.database());
    List<KernelEvent> events = new ArrayList<>();
    for (Object found : figures.list(RevenueMoves.MOVE_LIST).orElseThrow()) {
      JsonObject move = (JsonObject) found;
      String id = move.text(RevenueMoves.DEAL_ID).orElseThrow();
      if (focus.contains(id)) {
        deals
            .find(task.scope(), new DealId(UUID.fromString(id)))
            .filter(Deal::isOpen)
            .map(deal -> event(task, deal, move.with("step", steps.get(id)), figures))
            .ifPresent(events::add);
      }
    }
    return events;
  }

  /** What a model says should be done, by deal; the first when it says several. */
  private static Map<String, String> steps(JsonObject answer) {
    Map<String, String> steps = new HashMap<>();
    for (Object said : answer.list(RevenueMoves.STEPS).orElse(List.of())) {
      if (said instanceof JsonObject step) {
        steps.putIfAbsent(step.text(RevenueMoves.DEAL_ID).orElse(""), step.text("step").orElse(""));
      }
    }
    return steps;
  }

  private static KernelEvent event(AgentTask task, Deal deal, JsonObject move, JsonObject figures) {
    String period = figures.text("period").orElseThrow();
    String kind = move.text("kind").orElseThrow();
    return KernelEvent.of("revenue_move_proposed")
        .from("ai_cro")
        .in(scope(task, deal))
        .about("deal", deal.id().toString())
        .correlatedBy(task.correlation().value())
        .idempotencyKey("revenue_move/%s/%s/%s".formatted(period, deal.id(), kind))
        .withAll(move)
        .with("currency", figures.text("currency").orElseThrow())
        .with("period", period)
        .build();
  }

  private static TenantScope scope(AgentTask task, Deal deal) {
    TenantScope tenant = TenantScope.of(task.scope().tenant());
    WorkspaceId workspace = deal.workspaceOrNull();
    return workspace == null ? tenant : tenant.in(workspace);
  }
}
