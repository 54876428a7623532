package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Target.Kind;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** {@code tasks}. */
final class TasksTable extends EffectTable<Task> {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, lead_id, deal_id, target_kind, target_id, title, description,"
          + " due_date, priority, status, action_id, correlation_id, idempotency_key, created_at,"
          + " updated_at";

  private static final String INSERT =
      """
      insert into tasks
        (tenant_id, workspace_id, lead_id, deal_id, target_kind, target_id, title, description,
         due_date, priority, action_id, correlation_id, idempotency_key, created_at, updated_at)
      select cast(:tenant as uuid), t.workspace, t.lead, t.deal, t.kind, t.target, t.title,
             t.description, cast(t.due as timestamptz), t.priority, t.action, t.correlation,
             t.effect_key, cast(:at as timestamptz), cast(:at as timestamptz)
      from unnest(cast(:taskActions as bigint array), cast(:taskWorkspaces as uuid array),
                  cast(:taskCorrelations as varchar array), cast(:taskKeys as varchar array),
                  cast(:taskTargetKinds as varchar array), cast(:taskTargets as varchar array),
                  cast(:taskLeads as uuid array), cast(:taskDeals as uuid array),
                  cast(:taskTitles as varchar array), cast(:taskDescriptions as varchar array),
                  cast(:taskDues as varchar array), cast(:taskPriorities as varchar array))
           with ordinality as t (action, workspace, correlation, effect_key, kind, target, lead,
                                 deal, title, description, due, priority, n)
      order by t.n
      """;
  private static final String INSERT_NEW = INSERT + UNLESS_THERE;
  private static final String BY_ACTIONS =
      """
      select id, action_id, title, due_date, priority, status from tasks
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  TasksTable() {
    super(Task.class, "tasks", INSERT, INSERT_NEW, BY_ACTIONS);
  }

  @Override
  String prefix() {
    return "task";
  }

  @Override
  void bind(RoundTrip trip, List<Row<Task>> rows) {
    trip.bind("taskLeads", Columns.uuids(rows, r -> r.effect().target().rowIdIf(Kind.LEAD)))
        .bind("taskDeals", Columns.uuids(rows, r -> r.effect().target().rowIdIf(Kind.DEAL)))
        .bind("taskTitles", Columns.texts(rows, row -> row.effect().title()))
        .bind("taskDescriptions", Columns.texts(rows, row -> row.effect().description()))
        .bind("taskDues", Columns.instants(rows, row -> row.effect().dueAt()))
        .bind("taskPriorities", Columns.texts(rows, row -> row.effect().priority().stored()));
  }

  @Override
  JsonObject summary(ResultSet row) throws SQLException {
    return JsonObject.of("title", row.getString("title"))
        .with("due_date", Sql.instant(row, "due_date"))
        .with("priority", row.getString("priority"))
        .with("status", row.getString("status"));
  }
}
