package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

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
      select cast(:tenant as uuid), m.workspace, m.channel, m.recipient, m.email, m.phone, m.kind,
             m.target, cast(m.content as jsonb), cast(m.scheduled as timestamptz), m.action,
             m.correlation, m.effect_key, cast(:at as timestamptz)
      from unnest(cast(:messageActions as bigint array), cast(:messageWorkspaces as uuid array),
                  cast(:messageCorrelations as varchar array), cast(:messageKeys as varchar array),
                  cast(:messageTargetKinds as varchar array), cast(:messageTargets as varchar array),
                  cast(:channels as varchar array), cast(:recipients as uuid array),
                  cast(:emails as varchar array), cast(:phones as varchar array),
                  cast(:contents as varchar array), cast(:schedules as varchar array))
           with ordinality as m (action, workspace, correlation, effect_key, kind, target, channel,
                                 recipient, email, phone, content, scheduled, n)
      order by m.n
      """;
  private static final String INSERT_NEW = INSERT + UNLESS_THERE;
  private static final String BY_ACTIONS =
      """
      select id, action_id, channel, recipient_email, recipient_phone, scheduled_at, status
      from channel_outbox
      where tenant_id = :tenant and action_id = any(:actions) order by action_id
      """;

  OutboxTable() {
    super(OutboxMessage.class, "channel_outbox", INSERT, INSERT_NEW, BY_ACTIONS);
  }

  @Override
  String prefix() {
    return "message";
  }

  @Override
  void bind(RoundTrip trip, List<Row<OutboxMessage>> rows) {
    trip.bind("channels", Columns.texts(rows, row -> row.effect().channel().stored()))
        .bind("recipients", Columns.uuids(rows, row -> row.effect().target().rowIdOrNull()))
        .bind("emails", Columns.texts(rows, r -> byEmail(r) ? r.effect().recipient() : null))
        .bind("phones", Columns.texts(rows, r -> byEmail(r) ? null : r.effect().recipient()))
        .bind("contents", Columns.texts(rows, row -> row.effect().content().toJson()))
        .bind("schedules", Columns.instants(rows, row -> row.effect().scheduledAt()));
  }

  private static boolean byEmail(Row<OutboxMessage> row) {
    return row.effect().channel() == Channel.EMAIL;
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
