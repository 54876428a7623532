package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_weekly_summaries}. Thread-safe. */
public final class WeeklySummaries {
  private static final String FROM = "from cmo_weekly_summaries\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, week_start, data_mode, summary, highlights, recommendations, metrics
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and workspace_id = :home and week_start = :week and data_mode = :mode\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_weekly_summaries
        (tenant_id, id, workspace_id, week_start, data_mode, summary, highlights, recommendations,
         metrics)
      values
        (:tenant, :id, :home, :week, :mode, :summary, cast(:highlights as jsonb),
         cast(:recommendations as jsonb), cast(:metrics as jsonb))
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_weekly_summaries
      set summary = :summary, highlights = cast(:highlights as jsonb),
          recommendations = cast(:recommendations as jsonb), metrics = cast(:metrics as jsonb)
      """
          + Table.THERE;
  private static final Table<WeeklySummary> TABLE =
      new Table<>(
          "cmo_weekly_summaries",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          WeeklySummaries::bind,
          WeeklySummaries::read);

  private final TenantDatabase database;

  private WeeklySummaries(TenantDatabase database) {
    this.database = database;
  }

  public static WeeklySummaries on(TenantDatabase database) {
    return new WeeklySummaries(database);
  }

  /** Adds a week to the scope's workspace, else the tenant's own, or changes it. */
  public Written put(TenantScope scope, WeeklySummary week) {
    return database.inTransaction(scope, session -> TABLE.put(session, week));
  }

  /** By its Monday, in the scope's workspace, else the tenant's own. */
  public Optional<Stored<WeeklySummary>> find(
      TenantScope scope, LocalDate weekStart, DataMode mode) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.one(
                session
                    .query(BY_KEY)
                    .bind("home", session.home())
                    .bind("week", weekStart)
                    .bind("mode", Cells.stored(mode))));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<WeeklySummary>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(scope, session -> TABLE.page(session, page));
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, WeeklySummary week) {
    statement
        .bind("week", week.weekStart())
        .bind("mode", Cells.stored(week.mode()))
        .bind("summary", week.summary())
        .bind("highlights", Cells.json(week.highlights()))
        .bind("recommendations", Cells.json(week.recommendations()))
        .bind("metrics", week.metrics());
  }

  private static WeeklySummary read(ResultSet row) throws SQLException {
    return new WeeklySummary(
        row.getObject("week_start", LocalDate.class),
        Cells.choice(DataMode.class, row, "data_mode"),
        row.getString("summary"),
        Cells.list(row, "highlights"),
        Cells.list(row, "recommendations"),
        Cells.json(row, "metrics"));
  }
}
