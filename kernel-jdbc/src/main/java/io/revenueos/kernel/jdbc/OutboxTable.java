package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code channel_outbox}. */
final class OutboxTable implements EffectTable<OutboxMessage> {
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

  @Override
  public Class<OutboxMessage> kind() {
    return OutboxMessage.class;
  }

  @Override
  public boolean insert(
      Handle handle, RecordedEvent event, ActionId action, OutboxMessage message, Instant at) {
    boolean byEmail = message.channel() == Channel.EMAIL;
    return EffectTable.bind(handle.createUpdate(INSERT), event, action, message, at)
            .bind("channel", message.channel().stored())
            .bind("recipient", message.target().rowIdOrNull())
            .bind("email", byEmail ? message.recipient() : null)
            .bind("phone", byEmail ? null : message.recipient())
            .bind("content", message.content())
            .bind("scheduledAt", message.scheduledAt())
            .execute()
        == 1;
  }

  @Override
  public List<RecordedEffect> ofActions(
      Handle handle, TenantId tenant, Collection<ActionId> actions) {
    return handle
        .createQuery(BY_ACTIONS)
        .bind("tenant", tenant.value())
        .bindArray("actions", Long.class, EffectTable.values(actions))
        .map(
            (row, context) -> {
              String email = row.getString("recipient_email");
              return new RecordedEffect(
                  new ActionId(row.getLong("action_id")),
                  "channel_outbox",
                  row.getString("id"),
                  JsonObject.of("channel", row.getString("channel"))
                      .with("recipient", email != null ? email : row.getString("recipient_phone"))
                      .with("scheduled_at", Sql.instant(row, "scheduled_at"))
                      .with("status", row.getString("status")));
            })
        .list();
  }
}
