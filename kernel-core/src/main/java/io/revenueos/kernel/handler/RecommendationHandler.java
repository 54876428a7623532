package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Task;
import java.util.Set;

/**
 * Writes a recommendation for the revenue team. Parameters, both optional: {@code title} (default:
 * the reason's text), {@code description}.
 */
final class RecommendationHandler implements ActionHandler {
  @Override
  public Set<ActionType> types() {
    return Set.of(ActionType.UPSELL_TRIGGER, ActionType.RENEWAL_NUDGE);
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    return Outcome.completed(
        new Recommendation(
            Targets.linked(action, context),
            context.effectKey(action),
            action.type().equals(ActionType.UPSELL_TRIGGER)
                ? Recommendation.Kind.EXPAND
                : Recommendation.Kind.AT_RISK,
            action.severity() == Severity.INFO ? Task.Priority.MEDIUM : Task.Priority.HIGH,
            action.parameters().text("title").orElse(action.reason().text()),
            action.parameters().text("description").orElse("")));
  }
}
