package io.revenueos.kernel.jdbc.agents;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Update;

/** {@code agent_runs}. Thread-safe. */
public final class AgentRuns {
  private static final String INSERT =
      """
      insert into agent_runs
        (tenant_id, id, workspace_id, module_id, agent, mode, status, input, correlation_id, action_id,
         started_at)
      values (:tenant, :id, cast(:home as uuid), :module, :agent, :mode, 'running',
        cast(:input as jsonb), :correlation, cast(:action as bigint), current_timestamp)
      """;
  private static final String UNLESS_OVER =
      "where id = :id and status in ('pending', 'running') and\n" + IN_SCOPE;
  private static final String FINISH =
      """
      update agent_runs
      set status = :status, output = cast(:output as jsonb), error = :error,
          generated_by = :generatedBy, model = :model, prompt_tokens = :prompt,
          completion_tokens = :completion, cost = :cost, currency = :currency, duration_ms = :millis,
          completed_at = current_timestamp
      """
          + UNLESS_OVER;
  private static final String STOP =
      """
      update agent_runs set status = :status, error = :error, completed_at = current_timestamp
      """
          + UNLESS_OVER;
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

  /**
   * Records that a run begins: in the scope's workspace, the tenant's own, or no workspace when the
   * host works for a tenant that is not registered.
   */
  public AgentRunId start(TenantScope scope, NewRun run) {
    run.check();
    return database.inTransaction(
        scope,
        session -> {
          AgentRunId id = AgentRunId.next();
          CorrelationId correlation = run.correlationOrNull();
          ActionId action = run.actionOrNull();
          session
              .update(INSERT)
              .bind("id", id.value())
              .bind("home", Objects.toString(session.homeOrNull(), null))
              .bind("module", run.module())
              .bind("agent", run.agent())
              .bind("mode", run.mode())
              .bind("input", run.input())
              .bind("correlation", correlation == null ? null : correlation.value())
              .bind("action", action == null ? null : action.value())
              .execute();
          return id;
        });
  }

  /**
   * @throws RefusedException when the scope has no such run, or it is over
   */
  public void complete(TenantScope scope, AgentRunId id, JsonObject output, RunUsage usage) {
    new RowCheck("invalid_run").json("output", output);
    end(
        scope,
        id,
        session ->
            bind(session.update(FINISH), usage)
                .bind("status", AgentRun.Status.COMPLETED.stored())
                .bind("output", output)
                .bind("error", (String) null));
  }

  /**
   * @param error why; for the message of an exception see {@link
   *     io.revenueos.kernel.json.Text#sanitized}
   * @throws RefusedException when the scope has no such run, or it is over
   */
  public void fail(TenantScope scope, AgentRunId id, String error, RunUsage usage) {
    new RowCheck("invalid_run").text("error", error);
    end(
        scope,
        id,
        session ->
            bind(session.update(FINISH), usage)
                .bind("status", AgentRun.Status.FAILED.stored())
                .bind("output", JsonObject.empty())
                .bind("error", error));
  }

  /**
   * @throws RefusedException when the scope has no such run, or it is over
   */
  public void cancel(TenantScope scope, AgentRunId id, String reason) {
    stop(scope, id, AgentRun.Status.CANCELLED, reason);
  }

  /**
   * Records that a run was not allowed.
   *
   * @throws RefusedException when the scope has no such run, or it is over
   */
  public void refuse(TenantScope scope, AgentRunId id, String reason) {
    stop(scope, id, AgentRun.Status.REFUSED, reason);
  }

  private void stop(TenantScope scope, AgentRunId id, AgentRun.Status status, String reason) {
    new RowCheck("invalid_run").text("reason", reason);
    end(
        scope,
        id,
        session -> session.update(STOP).bind("status", status.stored()).bind("error", reason));
  }

  private void end(TenantScope scope, AgentRunId id, Function<TenantSession, Update> statement) {
    database.inTransaction(
        scope,
        session -> {
          int rows = statement.apply(session).bind("id", id.value()).execute();
          if (rows == 0) {
            find(session, id).filter(run -> run.status().isOver()).ifPresent(AgentRuns::refuseOver);
          }
          session.requireChanged(rows, "agent run " + id);
          return rows;
        });
  }

  private static void refuseOver(AgentRun run) {
    throw new RefusedException(
        "illegal_transition",
        "agent run %s is over: it is %s".formatted(run.id(), run.status().stored()));
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
    NewRun.checkModule(module);
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
    NewRun.checkModule(module);
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

  private static Update bind(Update statement, RunUsage usage) {
    usage.check();
    return statement
        .bind("generatedBy", usage.generatedByOrNull())
        .bind("model", usage.modelOrNull())
        .bind("prompt", usage.tokens().prompt())
        .bind("completion", usage.tokens().completion())
        .bind("cost", usage.cost().amount())
        .bind("currency", usage.cost().currency().getCurrencyCode())
        .bind("millis", usage.duration().toMillis());
  }
}
