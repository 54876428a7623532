package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentLedger.NewAgentRun;
import io.revenueos.kernel.store.AgentRunEnd;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** {@code agent_runs}, as the kernel keeps it while agents run. */
final class AgentRunsTable {
  static final String COLUMNS =
      """
      tenant_id, id, workspace_id, module_id, agent, mode, status, input, output, generated_by, model,
      prompt_tokens, completion_tokens, cost, duration_ms, error, correlation_id, action_id,
      reserved_tokens, reserved_cost, used_on, created_at, started_at, completed_at""";

  private static final String INSERT =
      """
      insert into agent_runs
        (tenant_id, id, workspace_id, module_id, agent, mode, status, input, correlation_id,
         action_id, reserved_tokens, reserved_cost, used_on, error, created_at, started_at,
         completed_at)
      values (:tenant, :id, cast(:workspace as uuid), :module, :agent, :mode, :status,
        cast(:input as jsonb), :correlation, :action, :tokens, :cost, :day, :error, :now, :now,
        cast(:over as timestamptz))
      """;
  private static final String RUNNING =
      "where tenant_id = :tenant and id = :id and status = 'running'";
  private static final String SPEND =
      """
      update agent_runs
      set prompt_tokens = prompt_tokens + :prompt,
          completion_tokens = completion_tokens + :completion, cost = cost + :cost
      where tenant_id = :tenant and id = :id
      """;
  private static final String END =
      """
      update agent_runs
      set status = :status, output = cast(:output as jsonb), error = :error,
          generated_by = :generatedBy, model = :model, duration_ms = :millis, completed_at = :now,
          reserved_tokens = 0, reserved_cost = 0
      """
          + RUNNING;
  private static final String LATEST =
      """
      select id, action_id, module_id, agent, status, output, error, generated_by, prompt_tokens,
             completion_tokens, cost, reserved_tokens, reserved_cost, used_on
      from agent_runs
      where tenant_id = :tenant and action_id = :action
      order by created_at desc, id desc
      limit 1
      """;
  private static final String LOCK =
      """
      select id, action_id, module_id, agent, status, output, error, generated_by, prompt_tokens,
             completion_tokens, cost, reserved_tokens, reserved_cost, used_on
      from agent_runs
      """
          + "where tenant_id = :tenant and id = :id for update";

  /**
   * A run, and what it may still take.
   *
   * @param day whose budgets it takes from
   */
  record Row(AgentRunRecord run, Spend reserved, @Nullable LocalDate day) {}

  /**
   * @param error null for a run that goes on
   */
  void add(
      Session session,
      UUID id,
      NewAgentRun run,
      LocalDate day,
      Instant now,
      @Nullable String error) {
    WorkspaceId workspace = run.workspaceOrNull();
    Spend reserved = error == null ? run.most() : Spend.NOTHING;
    bind(session.handle().createUpdate(INSERT), session, id)
        .bind("workspace", workspace == null ? null : workspace.value())
        .bind("module", run.module())
        .bind("agent", run.agent())
        .bind("mode", run.mode())
        .bind("status", (error == null ? Status.RUNNING : Status.REFUSED).stored())
        .bind("input", run.input().toJson())
        .bind("correlation", run.correlation())
        .bind("action", run.action().value())
        .bind("tokens", reserved.usage().total())
        .bind("cost", reserved.cost())
        .bind("day", day)
        .bind("error", error)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("over", error == null ? null : now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  void spend(Session session, UUID id, Spend spend) {
    bind(session.handle().createUpdate(SPEND), session, id)
        .bind("prompt", spend.usage().prompt())
        .bind("completion", spend.usage().completion())
        .bind("cost", spend.cost())
        .execute();
  }

  void end(Session session, UUID id, AgentRunEnd end, Instant now) {
    bind(session.handle().createUpdate(END), session, id)
        .bind("status", end.status().stored())
        .bind("output", end.output().toJson())
        .bind("error", end.errorOrNull())
        .bind("generatedBy", end.generatedByOrNull())
        .bind("model", end.modelOrNull())
        .bind("millis", end.took().toMillis())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  Optional<Row> latest(Session session, ActionId action) {
    return session
        .handle()
        .createQuery(LATEST)
        .bind("tenant", session.tenant().value())
        .bind("action", action.value())
        .map((row, context) -> row(row))
        .findOne();
  }

  /** A run; nobody else changes it before this transaction does. */
  Optional<Row> lock(Session session, UUID id) {
    return bind(session.handle().createQuery(LOCK), session, id)
        .map((row, context) -> row(row))
        .findOne();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new AgentRunRecord(
            row.getObject("id", UUID.class),
            new ActionId(row.getLong("action_id")),
            row.getString("module_id"),
            row.getString("agent"),
            Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            JsonObject.parse(row.getString("output")),
            row.getString("error"),
            row.getString("generated_by"),
            new Spend(
                new TokenUsage(row.getLong("prompt_tokens"), row.getLong("completion_tokens")),
                row.getBigDecimal("cost"))),
        new Spend(
            new TokenUsage(row.getLong("reserved_tokens"), 0), row.getBigDecimal("reserved_cost")),
        row.getObject("used_on", LocalDate.class));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, UUID id) {
    return statement.bind("tenant", session.tenant().value()).bind("id", id);
  }
}
