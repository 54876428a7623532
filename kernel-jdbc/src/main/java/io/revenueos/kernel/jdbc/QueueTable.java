package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** {@code kernel_event_queue}: the events that are not completed. */
final class QueueTable {
  static final String COLUMNS =
      "tenant_id, event_id, status, attempts, last_error, created_at, updated_at";

  private static final String UPDATE =
      """
      update kernel_event_queue
      set status = :status, attempts = :attempts, last_error = :error, updated_at = :at
      where tenant_id = :tenant and event_id = :event
      """;
  private static final String INSERT =
      """
      insert into kernel_event_queue
        (tenant_id, event_id, status, attempts, last_error, created_at, updated_at)
      values (:tenant, :event, :status, :attempts, :error, :at, :at)
      """;
  private static final String SELECT =
      """
      select event_id, status, attempts, last_error
      from kernel_event_queue where tenant_id = :tenant and event_id = :event
      """;
  private static final String LOCK = SELECT + " for update";
  private static final String DELETE =
      "delete from kernel_event_queue where tenant_id = :tenant and event_id = :event";

  void add(Handle handle, TenantId tenant, QueueEntry entry, Instant at) {
    bind(handle.createUpdate(INSERT), tenant, entry, at).execute();
  }

  /**
   * @return false when the tenant has no such entry
   */
  boolean replace(Handle handle, TenantId tenant, QueueEntry entry, Instant at) {
    return bind(handle.createUpdate(UPDATE), tenant, entry, at).execute() == 1;
  }

  private static Update bind(Update statement, TenantId tenant, QueueEntry entry, Instant at) {
    return statement
        .bind("tenant", tenant.value())
        .bind("event", entry.eventId().value())
        .bind("status", entry.status().stored())
        .bind("attempts", entry.attempts())
        .bind("error", entry.lastErrorOrNull())
        .bind("at", at);
  }

  /** Waits for, and keeps out, everyone else who works on the event. */
  Optional<QueueEntry> lock(Handle handle, TenantId tenant, EventId event) {
    return one(handle.createQuery(LOCK), tenant, event);
  }

  Optional<QueueEntry> find(Handle handle, TenantId tenant, EventId event) {
    return one(handle.createQuery(SELECT), tenant, event);
  }

  private static Optional<QueueEntry> one(Query query, TenantId tenant, EventId event) {
    return query
        .bind("tenant", tenant.value())
        .bind("event", event.value())
        .map((row, context) -> entry(row))
        .findOne();
  }

  private static QueueEntry entry(ResultSet row) throws SQLException {
    return new QueueEntry(
        new EventId(row.getLong("event_id")),
        EventStatus.ofStored(row.getString("status")),
        row.getInt("attempts"),
        row.getString("last_error"));
  }

  /**
   * @return false when the tenant has no such entry
   */
  boolean remove(Handle handle, TenantId tenant, EventId event) {
    return handle
            .createUpdate(DELETE)
            .bind("tenant", tenant.value())
            .bind("event", event.value())
            .execute()
        == 1;
  }
}
