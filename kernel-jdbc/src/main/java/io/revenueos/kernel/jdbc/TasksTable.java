package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Update;

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
      values
        (:tenant, cast(:workspace as uuid), cast(:lead as uuid), cast(:deal as uuid), :targetKind,
         :targetId, :title, :description, :due, :priority, :action, :correlation, :key, :at, :at)
      on conflict do nothing
      """;
  private static final String BY_ACTIONS =
      """
      select id, action_id, title, due_date, priority, status from tasks
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  TasksTable() {
    super(Task.class, "tasks", INSERT, BY_ACTIONS);
  }

  @Override
  Update bind(Update statement, Task task) {
    return statement
        .bind("lead", task.target().rowIdIf(Target.Kind.LEAD))
        .bind("deal", task.target().rowIdIf(Target.Kind.DEAL))
        .bind("title", task.title())
        .bind("description", task.description())
        .bind("due", task.dueAt())
        .bind("priority", task.priority().stored());
  }

  @Override
  JsonObject summary(ResultSet row) throws SQLException {
    return JsonObject.of("title", row.getString("title"))
        .with("due_date", Sql.instant(row, "due_date"))
        .with("priority", row.getString("priority"))
        .with("status", row.getString("status"));
  }
}
