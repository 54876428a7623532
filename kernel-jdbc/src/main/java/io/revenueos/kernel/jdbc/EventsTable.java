package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.event.EntityRef;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code kernel_events}, the log: rows are added and read, never changed. */
final class EventsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,"
          + " causation_id, idempotency_key, payload, metadata, occurred_at, created_at";

  private static final String DEPTH = "causal_depth";
  private static final JsonObject OCCURRED_WHEN_ACCEPTED = JsonObject.of("occurred_at", "accepted");

  // "on conflict do nothing" waits for a concurrent transaction that adds the same key. A key that
  // is there already is looked for first, so that repeating an event uses up no id.
  private static final String APPEND =
      """
      insert into kernel_events
        (tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,
         causation_id, idempotency_key, payload, metadata, occurred_at, created_at)
      select cast(:tenant as uuid), cast(:workspace as uuid), cast(:type as varchar),
             cast(:source as varchar), cast(:entityType as varchar), cast(:entityId as varchar),
             cast(:correlation as varchar), cast(:causation as bigint), cast(:key as varchar),
             cast(:payload as jsonb), cast(:metadata as jsonb), cast(:occurredAt as timestamptz),
             cast(:at as timestamptz)
      where not exists (
        select 1 from kernel_events where tenant_id = :tenant and idempotency_key = :key)
      on conflict do nothing
      """;
  private static final String ID_BY_KEY =
      "select id from kernel_events where tenant_id = :tenant and idempotency_key = :key";
  private static final String SELECT =
      """
      select id, tenant_id, workspace_id, event_type, source, entity_type, entity_id,
             correlation_id, causation_id, idempotency_key, payload, metadata, occurred_at,
             created_at
      from kernel_events
      """;
  private static final String BY_ID = SELECT + "where tenant_id = :tenant and id = :id";
  private static final String BY_ACTION =
      SELECT
          + """
          where tenant_id = :tenant and id = (
            select d.event_id from kernel_decisions d
            join kernel_actions a on a.tenant_id = d.tenant_id and a.decision_id = d.id
            where a.tenant_id = :tenant and a.id = :action)
          """;
  private static final String BY_CAUSE =
      SELECT + "where tenant_id = :tenant and causation_id = :action order by id";
  private static final String OWNER =
      "select tenant_id, workspace_id from kernel_events where id = :id";

  /** The id of the new row; empty when the idempotency key is there already. */
  Optional<EventId> append(
      Handle handle, KernelEvent event, Instant at, @Nullable Causation causation) {
    return handle
        .createUpdate(APPEND)
        .bind("tenant", event.scope().tenant().value())
        .bind("workspace", event.scope().workspace().map(WorkspaceId::value).orElse(null))
        .bind("type", event.type().name())
        .bind("source", event.source())
        .bind("entityType", event.entity().type())
        .bind("entityId", event.entity().id())
        .bind("correlation", event.correlationId().value())
        .bind("causation", causation == null ? null : causation.actionId())
        .bind("key", event.idempotencyKey().value())
        .bind("payload", event.payload())
        .bind("metadata", metadata(event, causation))
        .bind("occurredAt", event.occurredAt().orElse(at))
        .bind("at", at)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .findOne()
        .map(EventId::new);
  }

  private static JsonObject metadata(KernelEvent event, @Nullable Causation causation) {
    JsonObject metadata =
        event.occurredAt().isPresent() ? JsonObject.empty() : OCCURRED_WHEN_ACCEPTED;
    return causation == null ? metadata : metadata.with(DEPTH, causation.depth());
  }

  Optional<EventId> idOf(Handle handle, TenantId tenant, IdempotencyKey key) {
    return handle
        .createQuery(ID_BY_KEY)
        .bind("tenant", tenant.value())
        .bind("key", key.value())
        .mapTo(Long.class)
        .findOne()
        .map(EventId::new);
  }

  Optional<RecordedEvent> find(Handle handle, TenantId tenant, EventId id) {
    return handle
        .createQuery(BY_ID)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .map((row, context) -> event(row))
        .findOne();
  }

  /** The event whose decision asked for an action. */
  Optional<RecordedEvent> ofAction(Handle handle, TenantId tenant, long action) {
    return handle
        .createQuery(BY_ACTION)
        .bind("tenant", tenant.value())
        .bind("action", action)
        .map((row, context) -> event(row))
        .findOne();
  }

  List<RecordedEvent> causedBy(Handle handle, TenantId tenant, long action) {
    return handle
        .createQuery(BY_CAUSE)
        .bind("tenant", tenant.value())
        .bind("action", action)
        .map((row, context) -> event(row))
        .list();
  }

  Optional<TenantScope> ownerOf(Handle handle, EventId id) {
    return handle
        .createQuery(OWNER)
        .bind("id", id.value())
        .map((row, context) -> scope(row))
        .findOne();
  }

  private static RecordedEvent event(ResultSet row) throws SQLException {
    JsonObject metadata = Sql.json(row, "metadata");
    Instant recordedAt = Sql.instant(row, "created_at");
    boolean unsaid = metadata.has("occurred_at");
    KernelEvent event =
        new KernelEvent(
            scope(row),
            new EventType(row.getString("event_type")),
            row.getString("source"),
            new EntityRef(row.getString("entity_type"), row.getString("entity_id")),
            new CorrelationId(row.getString("correlation_id")),
            new IdempotencyKey(row.getString("idempotency_key")),
            Sql.json(row, "payload"),
            unsaid ? null : Sql.instant(row, "occurred_at"));
    long cause = row.getLong("causation_id");
    Causation causation =
        row.wasNull()
            ? null
            : new Causation(cause, metadata.decimal(DEPTH).orElse(BigDecimal.ONE).intValueExact());
    return new RecordedEvent(new EventId(row.getLong("id")), event, recordedAt, causation);
  }

  private static TenantScope scope(ResultSet row) throws SQLException {
    TenantScope tenant = TenantScope.of(new TenantId(row.getObject("tenant_id", UUID.class)));
    UUID workspace = row.getObject("workspace_id", UUID.class);
    return workspace == null ? tenant : tenant.in(new WorkspaceId(workspace));
  }
}
