package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.jdbc.Row;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes runs of rows. */
final class RunRows {
  private RunRows() {}

  static AgentRun run(Row row) throws SQLException {
    return new AgentRun(
        new AgentRunId(row.uuid("id")),
        row.workspaceOrNull(),
        request(row),
        row.word("status", AgentRun.Status.class),
        new AgentRun.Result(
            row.json("output"),
            usageOrNull(row),
            row.textOrNull("error"),
            row.timeOrNull("completed_at")),
        row.time("created_at"));
  }

  private static RunRequest request(Row row) throws SQLException {
    String correlation = row.textOrNull("correlation_id");
    Long action = row.numberOrNull("action_id");
    return new RunRequest(
        row.text("module_id"),
        row.text("agent"),
        row.text("mode"),
        row.json("input"),
        correlation == null ? null : new CorrelationId(correlation),
        action == null ? null : new ActionId(action));
  }

  private static @Nullable RunUsage usageOrNull(Row row) throws SQLException {
    Long millis = row.numberOrNull("duration_ms");
    if (millis == null) {
      return null;
    }
    return new RunUsage(
        row.textOrNull("generated_by"),
        row.textOrNull("model"),
        new RunUsage.Tokens(row.number("prompt_tokens"), row.number("completion_tokens")),
        row.money("cost", "currency"),
        Duration.ofMillis(millis));
  }

  static Spending spending(Row row) throws SQLException {
    return new Spending(row.text("agent"), row.number("runs"), row.money("cost", "currency"));
  }
}
