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
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code kernel_actions}. Thread-safe. */
final class ActionsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, decision_id, correlation_id, action_type, target_kind,"
          + " target_id, severity, auto_execute, override_required, reason_code, reason,"
          + " parameters, status, result, created_at, completed_at";

  private static final String IDS =
      "select nextval('kernel_action_ids') as id from generate_series(1, :blocks)";
  private static final String INSERT =
      """
      insert into kernel_actions
        (tenant_id, id, workspace_id, decision_id, correlation_id, action_type, target_kind,
         target_id, severity, auto_execute, override_required, reason_code, reason, parameters,
         status, result, created_at, completed_at)
      select cast(:tenant as uuid), a.id, a.workspace, a.decision, a.correlation, a.type, a.kind,
             a.target, a.severity, a.auto, a.override, a.code, a.reason,
             cast(a.parameters as jsonb), a.status, cast(a.result as jsonb),
             cast(:at as timestamptz),
             case when a.status in ('pending', 'failed') then null
                  else cast(:at as timestamptz) end
      from unnest(cast(:actions as bigint array), cast(:actionWorkspaces as uuid array),
                  cast(:actionDecisions as bigint array),
                  cast(:actionCorrelations as varchar array), cast(:actionTypes as varchar array),
                  cast(:targetKinds as varchar array), cast(:targets as varchar array),
                  cast(:severities as varchar array), cast(:autos as boolean array),
                  cast(:overrides as boolean array), cast(:actionCodes as varchar array),
                  cast(:actionReasons as varchar array), cast(:parameters as varchar array),
                  cast(:statuses as varchar array), cast(:results as varchar array))
           as a (id, workspace, decision, correlation, type, kind, target, severity, auto,
                 override, code, reason, parameters, status, result)
      """;
  // Half the work of the above for one: arrays have to be taken apart.
  private static final String INSERT_ONE =
      """
      insert into kernel_actions
        (tenant_id, id, workspace_id, decision_id, correlation_id, action_type, target_kind,
         target_id, severity, auto_execute, override_required, reason_code, reason, parameters,
         status, result, created_at, completed_at)
      values (:tenant, :id, cast(:workspace as uuid), :decision, :correlation, :type, :kind,
              :target, :severity, :auto, :override, :code, :reason, cast(:parameters as jsonb),
              :status, cast(:result as jsonb), cast(:at as timestamptz),
              case when :status in ('pending', 'failed') then null
                   else cast(:at as timestamptz) end)
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
  private static final String BY_IDS = SELECT + "where a.tenant_id = :tenant and a.id = any(:ids)";
  private static final String LOCK =
      SELECT + "where a.tenant_id = :tenant and a.id = :id for update";
  private static final String UPDATE =
      """
      update kernel_actions
      set status = :status, result = cast(:result as jsonb),
          completed_at = cast(:completedAt as timestamptz)
      where tenant_id = :tenant and id = :id
      """;

  private final IdBlocks ids =
      new IdBlocks(
          (handle, blocks) ->
              handle.createQuery(IDS).bind("blocks", blocks).mapTo(Long.class).list());

  List<ActionId> newIds(Session session, int count) {
    return ids.next(session::link, count).stream().map(ActionId::new).toList();
  }

  /** Adds the writing of actions to a round trip that knows {@code :tenant} and {@code :at}. */
  static void insert(RoundTrip trip, List<NewAction> actions) {
    if (actions.size() <= Sql.FEW_ROWS) {
      actions.forEach(action -> insert(trip, action));
    } else {
      insertTogether(trip, actions);
    }
  }

  private static void insert(RoundTrip trip, NewAction row) {
    KernelAction action = row.action();
    trip.update(
        INSERT_ONE,
        new Parameters()
            .bind("id", row.id().value())
            .bind("workspace", Sql.workspace(row.event()))
            .bind("decision", row.decisionId().value())
            .bind("correlation", Sql.correlation(row.event()))
            .bind("type", action.type().name())
            .bind("kind", action.target().kind().stored())
            .bind("target", action.target().id())
            .bind("severity", action.severity().stored())
            .bind("auto", action.execution().autoExecute())
            .bind("override", action.execution().overrideRequired())
            .bind("code", action.reason().code())
            .bind("reason", action.reason().text())
            .bind("parameters", action.parameters().toJson())
            .bind("status", row.status().stored())
            .bind("result", row.result().toJson()));
  }

  private static void insertTogether(RoundTrip trip, List<NewAction> actions) {
    trip.bind("actions", Columns.longs(actions, a -> a.id().value()))
        .bind("actionWorkspaces", Columns.uuids(actions, a -> Sql.workspace(a.event())))
        .bind("actionDecisions", Columns.longs(actions, a -> a.decisionId().value()))
        .bind("actionCorrelations", Columns.texts(actions, a -> Sql.correlation(a.event())))
        .bind("actionTypes", Columns.texts(actions, a -> a.action().type().name()))
        .bind("targetKinds", Columns.texts(actions, a -> a.action().target().kind().stored()))
        .bind("targets", Columns.texts(actions, a -> a.action().target().id()))
        .bind("severities", Columns.texts(actions, a -> a.action().severity().stored()))
        .bind("autos", Columns.flags(actions, a -> a.action().execution().autoExecute()))
        .bind("overrides", Columns.flags(actions, a -> a.action().execution().overrideRequired()))
        .bind("actionCodes", Columns.texts(actions, a -> a.action().reason().code()))
        .bind("actionReasons", Columns.texts(actions, a -> a.action().reason().text()))
        .bind("parameters", Columns.texts(actions, a -> a.action().parameters().toJson()))
        .bind("statuses", Columns.texts(actions, a -> a.status().stored()))
        .bind("results", Columns.texts(actions, a -> a.result().toJson()))
        .update(INSERT);
  }

  List<RecordedAction> ofEvent(Handle handle, TenantId tenant, EventId event) {
    return handle
        .createQuery(BY_EVENT)
        .bind("tenant", tenant.value())
        .bind("event", event.value())
        .map((row, context) -> action(row))
        .list();
  }

  List<RecordedAction> byIds(Handle handle, TenantId tenant, Collection<Long> ids) {
    return handle
        .createQuery(BY_IDS)
        .bind("tenant", tenant.value())
        .bindArray("ids", Long.class, ids)
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
