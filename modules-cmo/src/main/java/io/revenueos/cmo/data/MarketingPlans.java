package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * {@code cmo_marketing_plans}, with their milestones in {@code cmo_plan_milestones}. Thread-safe.
 */
public final class MarketingPlans {
  private static final String FROM = "from cmo_marketing_plans\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, plan_name, plan_summary, goals, kpis, budget_allocated, currency, status
      """
          + FROM;
  private static final String BY_KEY = SELECT + "and workspace_id = :home and plan_name = :name\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_marketing_plans
        (tenant_id, id, workspace_id, plan_name, plan_summary, goals, kpis, budget_allocated,
         currency, status)
      values
        (:tenant, :id, :home, :name, :summary, cast(:goals as jsonb), cast(:kpis as jsonb),
         :budget, :currency, :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_marketing_plans
      set plan_summary = :summary, goals = cast(:goals as jsonb), kpis = cast(:kpis as jsonb),
          budget_allocated = :budget, currency = :currency, status = :status
      """
          + Table.THERE;
  private static final Table<MarketingPlan> TABLE =
      new Table<>(
          "cmo_marketing_plans",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          MarketingPlans::bind,
          MarketingPlans::read);

  private final TenantDatabase database;

  private MarketingPlans(TenantDatabase database) {
    this.database = database;
  }

  public static MarketingPlans on(TenantDatabase database) {
    return new MarketingPlans(database);
  }

  /**
   * Adds a plan to the scope's workspace, else the tenant's own, or changes that with its name; its
   * milestones likewise, by their place.
   */
  public Written put(TenantScope scope, MarketingPlan plan) {
    return database.inTransaction(
        scope,
        session -> {
          Written written = TABLE.put(session, plan.with(List.of()));
          return written.with(PlanMilestones.put(session, written.id(), plan.milestones()));
        });
  }

  /** By its name, in the scope's workspace, else the tenant's own; with its milestones. */
  public Optional<Stored<MarketingPlan>> find(TenantScope scope, String name) {
    Checks.name("plan_name", name);
    return database.inTransaction(
        scope,
        session ->
            TABLE
                .one(session.query(BY_KEY).bind("home", session.home()).bind("name", name))
                .map(there -> withMilestones(session, there)));
  }

  private static Stored<MarketingPlan> withMilestones(
      TenantSession session, Stored<MarketingPlan> plan) {
    List<Milestone> milestones = PlanMilestones.of(session, plan.id());
    return new Stored<>(plan.id(), plan.value().with(milestones));
  }

  /** Those that the scope sees, in the order of their ids; with their milestones. */
  public List<Stored<MarketingPlan>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.page(session, page).stream().map(plan -> withMilestones(session, plan)).toList());
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, MarketingPlan plan) {
    statement
        .bind("name", plan.name())
        .bind("summary", Cells.orNull(plan.summary()))
        .bind("goals", Cells.json(plan.goals()))
        .bind("kpis", Cells.json(plan.kpis()))
        .bind("status", Cells.stored(plan.status()));
    Budget.bind(statement, plan.budgetOrNull());
  }

  private static MarketingPlan read(ResultSet row) throws SQLException {
    return new MarketingPlan(
        row.getString("plan_name"),
        Cells.text(row, "plan_summary"),
        Cells.list(row, "goals"),
        Cells.list(row, "kpis"),
        Budget.readOrNull(row),
        Cells.choice(MarketingPlan.Status.class, row, "status"),
        List.of());
  }
}
