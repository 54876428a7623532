package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.agents.AgentRunId;
import io.revenueos.kernel.jdbc.channels.MessageId;
import io.revenueos.kernel.jdbc.crm.RecommendationId;
import io.revenueos.kernel.jdbc.crm.TaskId;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** Adds rows as actions leave them, with plain SQL. */
public record ActionRows(Rows rows, TenantId tenant, WorkspaceId workspace) {
  private static final String COLUMNS =
      "tenant_id, id, workspace_id, target_kind, target_id, action_id, correlation_id, idempotency_key, created_at";

  private String values(UUID id, Instant createdAt) {
    return "'%s', '%s', '%s', 'lead', 'L-1', 1, 'c', '%s', '%s'"
        .formatted(tenant, id, workspace, id, createdAt);
  }

  public TaskId task(String title, Instant due) {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into tasks (%s, title, description, due_date, priority, updated_at) values (%s, '%s', 'D', '%s', 'high', current_timestamp)"
            .formatted(COLUMNS, values(id, due), title, due));
    return new TaskId(id);
  }

  public RecommendationId recommendation(String title, String status, Instant createdAt) {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into cro_recommendations (%s, title, description, rec_type, priority, status, updated_at) values (%s, '%s', 'D', 'at_risk', 'low', '%s', current_timestamp)"
            .formatted(COLUMNS, values(id, createdAt), title, status));
    return new RecommendationId(id);
  }

  public MessageId message(String recipient, Instant scheduledAt) {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into channel_outbox (%s, channel, recipient_email, payload, scheduled_at) values (%s, 'email', '%s', '{\"subject\": \"Hi\"}', '%s')"
            .formatted(COLUMNS, values(id, scheduledAt), recipient, scheduledAt));
    return new MessageId(id);
  }

  /** A run that goes on, with a text wherever there is one. */
  public AgentRunId run(String module, String text, Instant createdAt) {
    UUID id = UUID.randomUUID();
    rows.execute(
        """
        insert into agent_runs
          (tenant_id, id, workspace_id, module_id, agent, mode, status, input, correlation_id, created_at)
        values ('%s', '%s', '%s', '%s', '%s', '%s', 'running', '{"note": "%s"}', '%s', '%s')
        """
            .formatted(tenant, id, workspace, module, text, text, text, text, createdAt));
    return new AgentRunId(id);
  }
}
