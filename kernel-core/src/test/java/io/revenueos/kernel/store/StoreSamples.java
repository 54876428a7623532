package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Values with something in every field. */
final class StoreSamples {
  static final TenantScope A = TenantScope.of(TenantId.of("aaaaaaaa-0000-4000-8000-000000000001"));
  static final TenantScope B = TenantScope.of(TenantId.of("bbbbbbbb-0000-4000-8000-000000000002"));
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  static final Target LEAD = Target.of(Target.Kind.LEAD, "L-1");
  static final PolicyName POLICY = new PolicyName("test.sample_v3");

  private StoreSamples() {}

  static KernelEventBuilder event(TenantScope scope, String correlation) {
    return KernelEvent.of("lead_captured")
        .from("cmo_campaigns")
        .in(scope)
        .about("lead", "L-1")
        .correlatedBy(correlation);
  }

  /** An event about a lead of its own. */
  static KernelEvent about(TenantScope scope, String lead, String correlation) {
    return event(scope, correlation).about("lead", lead).build();
  }

  static KernelDecision decision(KernelAction... actions) {
    return new KernelDecision(
        POLICY,
        DecisionOutcome.EMIT_ACTIONS,
        POLICY.reason(".respond", "a lead came in"),
        Mode.ENFORCE,
        new Facts(JsonObject.of("limit", 5).with("now", NOW)),
        Set.of(),
        List.of(actions));
  }

  static KernelDecision override(PolicyName policy) {
    return new KernelDecision(
        policy,
        DecisionOutcome.ALLOW_WITH_OVERRIDE,
        policy.reason(".override_required", "too much"),
        Mode.SHADOW,
        Facts.none(),
        Set.of(Role.ADMIN, Role.MANAGER),
        List.of());
  }

  static KernelAction action(String suffix) {
    return KernelAction.of(ActionType.TASK_CREATE, LEAD, POLICY.reason(suffix, "call them \"now\""))
        .severity(Severity.WARN)
        .execution(Execution.AFTER_OVERRIDE)
        .with("due_in_hours", 1)
        .with("nested", List.of(JsonObject.of("a", "b")));
  }

  static Task task(String key) {
    return new Task(
        new RowTarget(LEAD, null), key, "Call", "them", NOW.plusSeconds(3_600), Task.Priority.HIGH);
  }

  static OutboxMessage message(String key) {
    return new OutboxMessage(
        new RowTarget(LEAD, null),
        key,
        OutboxMessage.Channel.EMAIL,
        "ada@example.com",
        JsonObject.of("subject", "Hello"),
        NOW);
  }

  static Recommendation recommendation(String key) {
    return new Recommendation(
        new RowTarget(Target.of(Target.Kind.ACCOUNT, "A-1"), null),
        key,
        Recommendation.Kind.EXPAND,
        Task.Priority.LOW,
        "Offer more seats",
        "they are full");
  }

  static DeadLetter letter(WorkItem item, Instant diedAt) {
    return new DeadLetter(
        item, 3, new Reason("attempts_exhausted", "it's \u00e9 \"boom\""), diedAt, null);
  }

  static Attempt attempt(WorkItem item, int number, Instant at) {
    return new Attempt(item, number, at, "node-" + number, "boom \u00e9 " + number);
  }

  /** A decision about an event that asks for one action, which is completed. */
  static Batch acting(RecordedEvent event, DecisionId decisionId, ActionId id) {
    KernelDecision decision = decision(action(".create_task"));
    return Batch.empty()
        .decision(new NewDecision(decisionId, event, decision))
        .action(
            new NewAction(
                id,
                decisionId,
                event,
                decision.actions().get(0),
                ActionStatus.COMPLETED,
                JsonObject.empty()));
  }
}
