package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Update;

/** {@code channel_outbox}. */
final class OutboxTable extends EffectTable<OutboxMessage> {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, channel, provider, recipient_id, recipient_email,"
          + " recipient_phone, target_kind, target_id, payload, status, scheduled_at, sent_at,"
          + " provider_response, action_id, correlation_id, idempotency_key, created_at";

  private static final String INSERT =
      """
      insert into channel_outbox
        (tenant_id, workspace_id, channel, recipient_id, recipient_email, recipient_phone,
         target_kind, target_id, payload, scheduled_at, action_id, correlation_id,
         idempotency_key, created_at)
      values
        (:tenant, cast(:workspace as uuid), :channel, cast(:recipient as uuid), :email, :phone,
         :targetKind, :targetId, cast(:content as jsonb), :scheduledAt, :action, :correlation,
         :key, :at)
      on conflict do nothing
      """;
  private static final String BY_ACTIONS =
      """
      select id, action_id, channel, recipient_email, recipient_phone, scheduled_at, status
      from channel_outbox
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  OutboxTable() {
    super(OutboxMessage.class, "channel_outbox", INSERT, BY_ACTIONS);
  }

  @Override
  Update bind(Update statement, OutboxMessage message) {
    boolean byEmail = message.channel() == Channel.EMAIL;
    return statement
        .bind("channel", message.channel().stored())
        .bind("recipient", message.target().rowIdOrNull())
        .bind("email", byEmail ? message.recipient() : null)
        .bind("phone", byEmail ? null : message.recipient())
        .bind("content", message.content())
        .bind("scheduledAt", message.scheduledAt());
  }

  @Override
  JsonObject summary(ResultSet row) throws SQLException {
    String email = row.getString("recipient_email");
    return JsonObject.of("channel", row.getString("channel"))
        .with("recipient", email != null ? email : row.getString("recipient_phone"))
        .with("scheduled_at", Sql.instant(row, "scheduled_at"))
        .with("status", row.getString("status"));
  }
}
