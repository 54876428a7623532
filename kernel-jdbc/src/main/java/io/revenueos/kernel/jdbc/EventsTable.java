package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.event.EntityRef;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.event.Traceparent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * {@code kernel_events}, the log, as it is read; {@link EventInserts} adds to it. Rows are never
 * changed.
 */
final class EventsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,"
          + " causation_id, idempotency_key, payload, metadata, occurred_at, created_at";

  private static final String OCCURRED = "occurred_at";
  private static final String DEPTH = "causal_depth";
  private static final String TRACE = "traceparent";
  private static final JsonObject OCCURRED_WHEN_ACCEPTED = JsonObject.of(OCCURRED, "accepted");
  // As PostgreSQL writes it; most events have no more.
  private static final String OCCURRED_WHEN_ACCEPTED_STORED = "{\"occurred_at\": \"accepted\"}";

  private static final String SELECT =
      """
      select e.id, e.tenant_id, e.workspace_id, e.event_type, e.source, e.entity_type, e.entity_id,
             e.correlation_id, e.causation_id, e.idempotency_key, e.payload, e.metadata,
             e.occurred_at, e.created_at
      from kernel_events e
      """;
  private static final String BY_ID = SELECT + "where e.tenant_id = :tenant and e.id = :id";
  private static final String BY_ACTION =
      SELECT
          + """
          where e.tenant_id = :tenant and e.id = (
            select d.event_id from kernel_decisions d
            join kernel_actions a on a.tenant_id = d.tenant_id and a.decision_id = d.id
            where a.tenant_id = :tenant and a.id = :action)
          """;
  private static final String BY_ACTIONS =
      """
      select a.id as action_id, e.id, e.tenant_id, e.workspace_id, e.event_type, e.source,
             e.entity_type, e.entity_id, e.correlation_id, e.causation_id, e.idempotency_key,
             e.payload, e.metadata, e.occurred_at, e.created_at
      from kernel_actions a
      join kernel_decisions d on d.tenant_id = a.tenant_id and d.id = a.decision_id
      join kernel_events e on e.tenant_id = d.tenant_id and e.id = d.event_id
      where a.tenant_id = :tenant and a.id = any(:actions)
      """;
  private static final String BY_CAUSE =
      SELECT + "where e.tenant_id = :tenant and e.causation_id = :action order by e.id";

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

  /** The events whose decisions asked for actions, by the numbers of the actions. */
  Map<Long, RecordedEvent> ofActions(Handle handle, TenantId tenant, Collection<Long> actions) {
    Map<Long, RecordedEvent> events = new LinkedHashMap<>();
    handle
        .createQuery(BY_ACTIONS)
        .bind("tenant", tenant.value())
        .bindArray("actions", Long.class, actions)
        .map((row, context) -> Map.entry(row.getLong("action_id"), event(row)))
        .forEach(found -> events.put(found.getKey(), found.getValue()));
    return events;
  }

  List<RecordedEvent> causedBy(Handle handle, TenantId tenant, long action) {
    return handle
        .createQuery(BY_CAUSE)
        .bind("tenant", tenant.value())
        .bind("action", action)
        .map((row, context) -> event(row))
        .list();
  }

  /** What the kernel keeps beside an event; {@link #event} reads it. */
  static JsonObject metadata(Arrival arrival) {
    KernelEvent event = arrival.event();
    JsonObject metadata =
        event.occurredAt().isPresent() ? JsonObject.empty() : OCCURRED_WHEN_ACCEPTED;
    if (arrival.causationOrNull() != null) {
      metadata = metadata.with(DEPTH, arrival.causationOrNull().depth());
    }
    return event.traceparentOrNull() == null
        ? metadata
        : metadata.with(TRACE, event.traceparentOrNull().value());
  }

  private static JsonObject metadata(String stored) {
    return stored.equals(OCCURRED_WHEN_ACCEPTED_STORED)
        ? OCCURRED_WHEN_ACCEPTED
        : JsonObject.parse(stored);
  }

  /** The event of a row that has all of {@link #COLUMNS}. */
  static RecordedEvent event(ResultSet row) throws SQLException {
    JsonObject metadata = metadata(row.getString("metadata"));
    KernelEvent event =
        new KernelEvent(
            scope(row),
            new EventType(row.getString("event_type")),
            row.getString("source"),
            new EntityRef(row.getString("entity_type"), row.getString("entity_id")),
            new CorrelationId(row.getString("correlation_id")),
            new IdempotencyKey(row.getString("idempotency_key")),
            Sql.json(row, "payload"),
            metadata.has(OCCURRED) ? null : Sql.instant(row, OCCURRED),
            metadata.text(TRACE).map(Traceparent::new).orElse(null));
    Instant recordedAt = Sql.instant(row, "created_at");
    long cause = row.getLong("causation_id");
    Causation causation =
        row.wasNull()
            ? null
            : new Causation(cause, metadata.decimal(DEPTH).orElse(BigDecimal.ONE).intValueExact());
    return new RecordedEvent(new EventId(row.getLong("id")), event, recordedAt, causation);
  }

  static TenantScope scope(ResultSet row) throws SQLException {
    TenantScope tenant = TenantScope.of(new TenantId(row.getObject("tenant_id", UUID.class)));
    UUID workspace = row.getObject("workspace_id", UUID.class);
    return workspace == null ? tenant : tenant.in(new WorkspaceId(workspace));
  }
}
