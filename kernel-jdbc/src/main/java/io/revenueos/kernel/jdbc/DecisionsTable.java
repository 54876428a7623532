package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@code kernel_decisions}. */
final class DecisionsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, event_id, correlation_id, rule_name, decision_outcome,"
          + " reason_code, reason, metadata, created_at";

  private static final String INSERT =
      """
      insert into kernel_decisions
        (tenant_id, workspace_id, event_id, correlation_id, rule_name, decision_outcome,
         reason_code, reason, metadata, created_at)
      select cast(:tenant as uuid), cast(:workspace as uuid), cast(:event as bigint),
             cast(:correlation as varchar), d.rule, d.outcome, d.code, d.reason,
             cast(d.metadata as jsonb), cast(:at as timestamptz)
      from unnest(cast(:rules as varchar array), cast(:outcomes as varchar array),
                  cast(:codes as varchar array), cast(:reasons as varchar array),
                  cast(:metadata as varchar array))
           with ordinality as d (rule, outcome, code, reason, metadata, n)
      order by d.n
      """;
  private static final String BY_EVENT =
      """
      select id, event_id, rule_name, decision_outcome, reason_code, reason, metadata, created_at
      from kernel_decisions where tenant_id = :tenant and event_id = :event order by id
      """;

  List<DecisionId> insert(
      Handle handle, RecordedEvent event, List<KernelDecision> decisions, Instant at) {
    return handle
        .createUpdate(INSERT)
        .bind("tenant", event.event().scope().tenant().value())
        .bind("workspace", event.event().scope().workspace().map(WorkspaceId::value).orElse(null))
        .bind("event", event.id().value())
        .bind("correlation", event.event().correlationId().value())
        .bind("at", at)
        .bindArray("rules", String.class, decisions.stream().map(d -> d.rule().value()).toList())
        .bindArray(
            "outcomes", String.class, decisions.stream().map(d -> d.outcome().stored()).toList())
        .bindArray("codes", String.class, decisions.stream().map(d -> d.reason().code()).toList())
        .bindArray("reasons", String.class, decisions.stream().map(d -> d.reason().text()).toList())
        .bindArray(
            "metadata",
            String.class,
            Sql.texts(decisions.stream().map(KernelDecision::metadata).toList()))
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        // Ids are given out in the order of the select.
        .stream()
        .sorted()
        .map(DecisionId::new)
        .toList();
  }

  List<RecordedDecision> ofEvent(
      Handle handle,
      TenantId tenant,
      EventId event,
      Map<DecisionId, List<RecordedAction>> actions) {
    return handle
        .createQuery(BY_EVENT)
        .bind("tenant", tenant.value())
        .bind("event", event.value())
        .map((row, context) -> decision(row, actions))
        .list();
  }

  private static RecordedDecision decision(
      ResultSet row, Map<DecisionId, List<RecordedAction>> actions) throws SQLException {
    DecisionId id = new DecisionId(row.getLong("id"));
    List<RecordedAction> own = actions.getOrDefault(id, List.of());
    JsonObject metadata = Sql.json(row, "metadata");
    Set<Role> overridableBy =
        metadata.list("overridable_by").orElse(List.of()).stream()
            .map(role -> new Role(String.valueOf(role)))
            .collect(Collectors.toSet());
    KernelDecision decision =
        new KernelDecision(
            new PolicyName(row.getString("rule_name")),
            DecisionOutcome.ofStored(row.getString("decision_outcome")),
            new Reason(row.getString("reason_code"), row.getString("reason")),
            Mode.parse("metadata.mode", metadata.text("mode").orElse("")),
            new Facts(metadata.object("facts").orElse(JsonObject.empty())),
            overridableBy,
            own.stream().map(RecordedAction::action).toList());
    return new RecordedDecision(
        id, new EventId(row.getLong("event_id")), decision, Sql.instant(row, "created_at"), own);
  }
}
