package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.action.Task.Priority;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code tasks}: what actions left for people to do. Thread-safe. */
public final class Tasks {
  private static final String SELECT =
      """
      select id, workspace_id, lead_id, deal_id, target_kind, target_id, title, description, due_date,
        priority, status, assigned_to, completed_at
      from tasks
      where
      """
          + IN_SCOPE;
  private static final String BY_ID = SELECT + "and id = :id";
  private static final String BY_STATUS =
      SELECT
          + """
          and status = :status and (due_date, id) > (:afterAt, :afterId)
          order by due_date, id
          limit :limit
          """;
  private static final String ASSIGN =
      "update tasks set assigned_to = :user where id = :id and " + IN_SCOPE;
  private static final String COMPLETE =
      """
      update tasks set status = 'completed', completed_at = current_timestamp
      where id = :id and status = 'pending' and
      """
          + IN_SCOPE;

  private final TenantDatabase database;

  public Tasks(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when the scope has no such task. */
  public Optional<CrmTask> find(TenantScope scope, TaskId id) {
    return database.inTransaction(scope, session -> find(session, id));
  }

  private static Optional<CrmTask> find(TenantSession session, TaskId id) {
    return session.query(BY_ID).bind("id", id.value()).map(Row.as(Tasks::task)).findOne();
  }

  /** Those of a status, due soonest first. */
  public List<CrmTask> page(TenantScope scope, CrmTask.Status status, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .soonestFirst(BY_STATUS, page)
                .bind("status", status.stored())
                .map(Row.as(Tasks::task))
                .list());
  }

  /**
   * @throws RefusedException when the scope has no such task
   */
  public void assign(TenantScope scope, TaskId id, UserId user) {
    database.inTransaction(
        scope,
        session -> {
          int rows =
              session.update(ASSIGN).bind("id", id.value()).bind("user", user.value()).execute();
          session.requireChanged(rows, "task " + id);
          return rows;
        });
  }

  /**
   * @throws RefusedException when the scope has no such task, or it is completed already
   */
  public void complete(TenantScope scope, TaskId id) {
    database.inTransaction(
        scope,
        session -> {
          int rows = session.update(COMPLETE).bind("id", id.value()).execute();
          if (rows == 0 && find(session, id).filter(task -> !isPending(task)).isPresent()) {
            throw new RefusedException(
                "illegal_transition", "task %s is completed already".formatted(id));
          }
          session.requireChanged(rows, "task " + id);
          return rows;
        });
  }

  private static boolean isPending(CrmTask task) {
    return task.progress().status() == CrmTask.Status.PENDING;
  }

  private static CrmTask task(Row row) throws SQLException {
    return new CrmTask(
        new TaskId(row.uuid("id")),
        row.workspaceOrNull(),
        Subject.of(row),
        row.text("title"),
        row.text("description"),
        row.word("priority", Priority.class),
        row.time("due_date"),
        new CrmTask.Progress(
            row.word("status", CrmTask.Status.class),
            row.userOrNull("assigned_to"),
            row.timeOrNull("completed_at")));
  }
}
