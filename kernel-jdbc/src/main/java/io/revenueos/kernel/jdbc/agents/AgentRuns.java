package io.revenueos.kernel.jdbc.agents;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code agent_runs}: read only, the kernel writes it. Thread-safe. */
public final class AgentRuns {
  private static final int MAX_LENGTH = 200;
  private static final String SELECT =
      """
      select id, workspace_id, module_id, agent, mode, status, input, output, generated_by, model,
        prompt_tokens, completion_tokens, cost, currency, duration_ms, error, correlation_id,
        action_id, created_at, completed_at
      from agent_runs
      where
      """
          + IN_SCOPE;
  private static final String BY_ID = SELECT + "and id = :id";
  private static final String RECENT =
      SELECT
          + """
          and module_id = :module and (created_at, id) < (:beforeAt, :beforeId)
          order by created_at desc, id desc
          limit :limit
          """;
  private static final String SPENT =
      """
      select agent, currency, count(*) as runs, sum(cost) as cost
      from agent_runs
      where
      """
          + IN_SCOPE
          + """
          and module_id = :module and created_at >= :from and created_at < :until
          group by agent, currency
          order by agent, currency
          """;

  private final TenantDatabase database;

  public AgentRuns(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when the scope has no such run. */
  public Optional<AgentRun> find(TenantScope scope, AgentRunId id) {
    return database.inTransaction(scope, session -> find(session, id));
  }

  private static Optional<AgentRun> find(TenantSession session, AgentRunId id) {
    return session.query(BY_ID).bind("id", id.value()).map(Row.as(RunRows::run)).findOne();
  }

  /** A module's runs, newest first. */
  public List<AgentRun> recent(TenantScope scope, String module, Page<TimeKey> page) {
    checkModule(module);
    return database.inTransaction(
        scope,
        session ->
            session
                .newestFirst(RECENT, page)
                .bind("module", module)
                .map(Row.as(RunRows::run))
                .list());
  }

  /**
   * What the runs of a module's agents cost, of those that began on a day.
   *
   * @param day of UTC
   */
  public List<Spending> spent(TenantScope scope, String module, LocalDate day) {
    checkModule(module);
    new RowCheck("invalid_filter").dayIfAny("day", day);
    return database.inTransaction(
        scope,
        session ->
            session
                .query(SPENT)
                .bind("module", module)
                .bind("from", day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .bind("until", day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(Row.as(RunRows::spending))
                .list());
  }

  private static void checkModule(String module) {
    new RowCheck("invalid_filter").name("module_id", module, MAX_LENGTH);
  }
}
