package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_plan_milestones}: what belongs to a plan. */
final class PlanMilestones {
  private static final String FROM = "from cmo_plan_milestones\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, plan_id, position, title, description, due_date, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and plan_id = :plan and position = :position\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_plan_milestones
        (tenant_id, id, workspace_id, plan_id, position, title, description, due_date, status)
      values
        (:tenant, :id, :home, :plan, :position, :title, :description, :dueDate, :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_plan_milestones
      set title = :title, description = :description, due_date = :dueDate, status = :status
      """
          + Table.THERE;
  static final Table<Placed> TABLE =
      new Table<>(
          "cmo_plan_milestones",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          PlanMilestones::bind,
          PlanMilestones::read);
  private static final String OF_PLAN = SELECT + "and plan_id = :plan order by position";

  private PlanMilestones() {}

  /** A milestone, and where it stands; the first one at 1. */
  record Placed(UUID plan, int position, Milestone milestone) {}

  static Changes put(TenantSession session, UUID plan, List<Milestone> milestones) {
    Changes changes = Changes.none();
    for (int i = 0; i < milestones.size(); i++) {
      changes =
          changes.plus(TABLE.put(session, new Placed(plan, i + 1, milestones.get(i))).changes());
    }
    return changes;
  }

  /** All of a plan's, in order. */
  static List<Milestone> of(TenantSession session, UUID plan) {
    return session
        .query(OF_PLAN)
        .bind("plan", plan)
        .map((row, context) -> read(row).milestone())
        .list();
  }

  private static void bind(SqlStatement<?> statement, Placed placed) {
    statement
        .bind("plan", placed.plan())
        .bind("position", placed.position())
        .bind("title", placed.milestone().title())
        .bind("description", Cells.orNull(placed.milestone().description()))
        .bind("dueDate", placed.milestone().dueDateOrNull())
        .bind("status", Cells.stored(placed.milestone().status()));
  }

  private static Placed read(ResultSet row) throws SQLException {
    return new Placed(
        Cells.id(row, "plan_id"),
        row.getInt("position"),
        new Milestone(
            row.getString("title"),
            Cells.text(row, "description"),
            row.getObject("due_date", LocalDate.class),
            Cells.choice(Milestone.Status.class, row, "status")));
  }
}
