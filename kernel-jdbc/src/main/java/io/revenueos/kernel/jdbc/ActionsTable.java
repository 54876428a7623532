package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** {@code kernel_actions}. */
final class ActionsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, decision_id, correlation_id, action_type, target_kind,"
          + " target_id, severity, auto_execute, override_required, reason_code, reason,"
          + " parameters, status, result, created_at, completed_at";

  private static final String INSERT =
      """
      insert into kernel_actions
        (tenant_id, workspace_id, correlation_id, created_at, decision_id, action_type,
         target_kind, target_id, severity, auto_execute, override_required, reason_code, reason,
         parameters, status, result, completed_at)
      select cast(:tenant as uuid), cast(:workspace as uuid), cast(:correlation as varchar),
             cast(:at as timestamptz), a.decision, a.type, a.kind, a.target, a.severity, a.auto,
             a.override, a.code, a.reason, cast(a.parameters as jsonb), a.status,
             cast(a.result as jsonb),
             case when a.status in ('pending', 'failed') then null
                  else cast(:at as timestamptz) end
      from unnest(cast(:decisions as bigint array), cast(:types as varchar array),
                  cast(:kinds as varchar array), cast(:targets as varchar array),
                  cast(:severities as varchar array), cast(:autos as boolean array),
                  cast(:overrides as boolean array), cast(:codes as varchar array),
                  cast(:reasons as varchar array), cast(:parameters as varchar array),
                  cast(:statuses as varchar array), cast(:results as varchar array))
           with ordinality as a (decision, type, kind, target, severity, auto, override, code,
                                 reason, parameters, status, result, n)
      order by a.n
      """;
  private static final String SELECT =
      """
      select a.id, a.decision_id, a.action_type, a.target_kind, a.target_id, a.severity,
             a.auto_execute, a.override_required, a.reason_code, a.reason, a.parameters, a.status,
             a.result, a.completed_at
      from kernel_actions a
      """;
  private static final String BY_EVENT =
      SELECT
          + """
          join kernel_decisions d on d.tenant_id = a.tenant_id and d.id = a.decision_id
          where d.tenant_id = :tenant and d.event_id = :event order by a.id
          """;
  private static final String LOCK =
      SELECT + "where a.tenant_id = :tenant and a.id = :id for update";
  private static final String UPDATE =
      """
      update kernel_actions
      set status = :status, result = cast(:result as jsonb),
          completed_at = cast(:completedAt as timestamptz)
      where tenant_id = :tenant and id = :id
      """;

  List<ActionId> insert(Handle handle, RecordedEvent event, List<NewAction> actions, Instant at) {
    Update insert =
        handle
            .createUpdate(INSERT)
            .bind("tenant", event.event().scope().tenant().value())
            .bind(
                "workspace", event.event().scope().workspace().map(WorkspaceId::value).orElse(null))
            .bind("correlation", event.event().correlationId().value())
            .bind("at", at)
            .bindArray(
                "decisions",
                Long.class,
                actions.stream().map(action -> action.decisionId().value()).toList())
            .bindArray(
                "autos",
                Boolean.class,
                actions.stream().map(a -> a.action().execution().autoExecute()).toList())
            .bindArray(
                "overrides",
                Boolean.class,
                actions.stream().map(a -> a.action().execution().overrideRequired()).toList());
    texts(insert, "types", actions, a -> a.action().type().name());
    texts(insert, "kinds", actions, a -> a.action().target().kind().stored());
    texts(insert, "targets", actions, a -> a.action().target().id());
    texts(insert, "severities", actions, a -> a.action().severity().stored());
    texts(insert, "codes", actions, a -> a.action().reason().code());
    texts(insert, "reasons", actions, a -> a.action().reason().text());
    texts(insert, "parameters", actions, a -> a.action().parameters().toJson());
    texts(insert, "statuses", actions, a -> a.status().stored());
    texts(insert, "results", actions, a -> a.result().toJson());
    return insert
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        // Ids are given out in the order of the select.
        .stream()
        .sorted()
        .map(ActionId::new)
        .toList();
  }

  private static void texts(
      Update insert, String name, List<NewAction> actions, Function<NewAction, String> text) {
    insert.bindArray(name, String.class, actions.stream().map(text).toList());
  }

  List<RecordedAction> ofEvent(Handle handle, TenantId tenant, EventId event) {
    return handle
        .createQuery(BY_EVENT)
        .bind("tenant", tenant.value())
        .bind("event", event.value())
        .map((row, context) -> action(row))
        .list();
  }

  /** Waits for, and keeps out, everyone else who works on the action. */
  Optional<RecordedAction> lock(Handle handle, TenantId tenant, ActionId id) {
    return handle
        .createQuery(LOCK)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .map((row, context) -> action(row))
        .findOne();
  }

  /**
   * @return false when the tenant has no such action
   */
  boolean update(
      Handle handle,
      TenantId tenant,
      ActionId id,
      ActionStatus status,
      JsonObject result,
      @Nullable Instant completedAt) {
    return handle
            .createUpdate(UPDATE)
            .bind("tenant", tenant.value())
            .bind("id", id.value())
            .bind("status", status.stored())
            .bind("result", result)
            .bind("completedAt", completedAt)
            .execute()
        == 1;
  }

  private static RecordedAction action(ResultSet row) throws SQLException {
    return new RecordedAction(
        new ActionId(row.getLong("id")),
        new DecisionId(row.getLong("decision_id")),
        new KernelAction(
            new ActionType(row.getString("action_type")),
            Target.of(
                Target.Kind.ofStored(row.getString("target_kind")), row.getString("target_id")),
            new Reason(row.getString("reason_code"), row.getString("reason")),
            Severity.ofStored(row.getString("severity")),
            Execution.of(row.getBoolean("auto_execute"), row.getBoolean("override_required")),
            Sql.json(row, "parameters")),
        ActionStatus.ofStored(row.getString("status")),
        Sql.json(row, "result"),
        Sql.instantOrNull(row, "completed_at"));
  }
}
