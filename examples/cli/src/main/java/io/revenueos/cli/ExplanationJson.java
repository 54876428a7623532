package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.Explanation;
import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.DecisionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.Role;
import java.util.Optional;

/** An explanation for programs: one object, nested as cause and effect are. */
final class ExplanationJson {
  private ExplanationJson() {}

  static JsonLine of(Explanation explanation) {
    return JsonLine.of("event_id", explanation.asked().value())
        .with("root", event(explanation.root()));
  }

  private static JsonLine event(EventNode node) {
    KernelEvent event = node.event().event();
    return JsonLine.of("event_id", node.event().id().value())
        .with("type", event.type().name())
        .with("source", event.source())
        .with("entity_type", event.entity().type())
        .with("entity_id", event.entity().id())
        .with("status", node.status().stored())
        .with("attempts", node.attempts())
        .with("error", node.error())
        .with("tenant_id", event.scope().tenant())
        .with("workspace_id", event.scope().workspace())
        .with("correlation_id", event.correlationId())
        .with("idempotency_key", event.idempotencyKey())
        .with("occurred_at", node.event().occurredAt())
        .with("recorded_at", node.event().recordedAt())
        .with("payload", event.payload())
        .with("decisions", node.decisions().stream().map(ExplanationJson::decision).toList());
  }

  private static JsonLine decision(DecisionNode node) {
    KernelDecision decision = node.decision().decision();
    return JsonLine.of("decision_id", node.decision().id().value())
        .with("rule_name", decision.rule())
        .with("decision_outcome", decision.outcome().stored())
        .with("reason_code", decision.reason().code())
        .with("reason_text", decision.reason().text())
        .with("mode", decision.mode().stored())
        .with("facts", decision.facts().values())
        .with("overridable_by", decision.overridableBy().stream().map(Role::name).sorted().toList())
        .with("decided_at", node.decision().decidedAt())
        .with("actions", node.actions().stream().map(ExplanationJson::action).toList());
  }

  private static JsonLine action(ActionNode node) {
    KernelAction action = node.action().action();
    return JsonLine.of("action_id", node.action().id().value())
        .with("action_type", action.type().name())
        .with("target_type", action.target().kind().stored())
        .with("target_id", action.target().id())
        .with("status", node.action().status().stored())
        .with("reason_code", action.reason().code())
        .with("reason_text", action.reason().text())
        .with("severity", action.severity().stored())
        .with("auto_execute", action.execution().autoExecute())
        .with("override_required", action.execution().overrideRequired())
        .with("parameters", action.parameters())
        .with("result", node.action().result())
        .with("completed_at", node.action().completedAt())
        .with("effects", node.effects().stream().map(ExplanationJson::effect).toList())
        .with("caused", node.caused().stream().map(ExplanationJson::event).toList());
  }

  private static JsonLine effect(RecordedEffect effect) {
    return JsonLine.of("table", effect.table())
        .with("id", effect.id())
        .with("row", Optional.of(effect.summary()));
  }
}
