package io.revenueos.kernel.jdbc.channels;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code channel_outbox}, for reading: messages come from actions. Thread-safe. */
public final class Outbox {
  private static final String SELECT =
      """
      select id, workspace_id, channel, recipient_email, recipient_phone, target_kind, target_id,
        payload, status, scheduled_at, provider, sent_at, provider_response
      from channel_outbox
      where
      """
          + IN_SCOPE;
  private static final String BY_ID = SELECT + "and id = :id";
  private static final String BY_STATUS =
      SELECT
          + """
          and status = :status and (scheduled_at, id) > (:afterAt, :afterId)
          order by scheduled_at, id
          limit :limit
          """;

  private final TenantDatabase database;

  public Outbox(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when the scope has no such message. */
  public Optional<QueuedMessage> find(TenantScope scope, MessageId id) {
    return database.inTransaction(
        scope,
        session ->
            session.query(BY_ID).bind("id", id.value()).map(Row.as(Outbox::message)).findOne());
  }

  /** Those of a status, due soonest first. */
  public List<QueuedMessage> page(
      TenantScope scope, QueuedMessage.Status status, Page<TimeKey> page) {
    return database.inTransaction(
        scope,
        session ->
            session
                .soonestFirst(BY_STATUS, page)
                .bind("status", status.stored())
                .map(Row.as(Outbox::message))
                .list());
  }

  private static QueuedMessage message(Row row) throws SQLException {
    return new QueuedMessage(
        new MessageId(row.uuid("id")),
        row.workspaceOrNull(),
        row.word("channel", QueuedMessage.Channel.class),
        new QueuedMessage.Recipient(
            row.textOrNull("recipient_email"), row.textOrNull("recipient_phone")),
        new Target(Target.Kind.ofStored(row.text("target_kind")), row.text("target_id")),
        row.json("payload"),
        row.time("scheduled_at"),
        sending(row));
  }

  private static QueuedMessage.Sending sending(Row row) throws SQLException {
    return new QueuedMessage.Sending(
        row.word("status", QueuedMessage.Status.class),
        row.textOrNull("provider"),
        row.timeOrNull("sent_at"),
        responseOrNull(row));
  }

  private static @Nullable JsonObject responseOrNull(Row row) throws SQLException {
    return row.textOrNull("provider_response") == null ? null : row.json("provider_response");
  }
}
