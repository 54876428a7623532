package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds one event to {@code kernel_events} and {@code kernel_event_queue}, on PostgreSQL. What
 * {@link EventInserts} does for hundreds in one statement takes half as long for one when it is
 * written for one. An event that is there already uses up an id here.
 */
final class LoneEventInsert {
  private static final String ROW =
      """
      with added as (
        insert into kernel_events
          (tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,
           idempotency_key, payload, metadata, occurred_at, created_at)
        select :tenant, cast(:workspace as uuid), :type, :source, :entityType, :entityId,
               :correlation, :key, cast(:payload as jsonb), cast(:metadata as jsonb),
               cast(:occurred as timestamptz), cast(:at as timestamptz)
        where coalesce(
          (select r.is_active from os_tenant_registry r where r.tenant_id = :tenant),
          not :registeredOnly)
      """;
  private static final String IN_KNOWN_WORKSPACE =
      """
          and (
            exists (select 1 from workspaces w
                    where w.tenant_id = :tenant and w.id = cast(:workspace as uuid))
            or not exists (select 1 from os_tenant_registry r where r.tenant_id = :tenant))
      """;
  private static final String QUEUED =
      """
        on conflict do nothing
        returning id),
      queued as (
        insert into kernel_event_queue
          (tenant_id, partition, event_id, entity_key, topic, payload_bytes, due_at)
        select :tenant, :partition, a.id, :entityKey, :topic, :bytes, cast(:at as timestamptz)
        from added a)
      """;
  private static final String WITH_STAMP =
      """
      select a.id,
             case when (select 1 from kernel_event_queue q
                        where q.tenant_id = :tenant and q.partition = :partition
                        order by q.event_id limit 1) is null
                  then (select p.stamp from kernel_partitions p
                        where p.tenant_id = :tenant and p.partition = :partition) end as stamp
      from added a
      """;
  // The host's planner is kept from nothing: all it looks up is the tenant's registration.
  private static final String WITHOUT_STAMP =
      "select a.id, cast(null as bigint) as stamp from added a";

  private static final String ADD = ROW + QUEUED + WITH_STAMP;
  private static final String ADD_IN_WORKSPACE = ROW + IN_KNOWN_WORKSPACE + QUEUED + WITH_STAMP;
  private static final String ADD_FOR_HOST = ROW + QUEUED + WITHOUT_STAMP;
  private static final String ADD_IN_WORKSPACE_FOR_HOST =
      ROW + IN_KNOWN_WORKSPACE + QUEUED + WITHOUT_STAMP;

  private LoneEventInsert() {}

  /** Empty when the event is there already, or is not admitted. */
  static Optional<Accepted> add(RoundTrip trip, Intake intake) {
    return add(intake.gate().places().isEmpty() ? ADD : ADD_IN_WORKSPACE, trip, intake);
  }

  /** As {@link #add}, in a transaction of the host's, and without a stamp. */
  static Optional<Accepted> addForHost(RoundTrip trip, Intake intake) {
    return add(
        intake.gate().places().isEmpty() ? ADD_FOR_HOST : ADD_IN_WORKSPACE_FOR_HOST, trip, intake);
  }

  private static Optional<Accepted> add(String statement, RoundTrip trip, Intake intake) {
    List<Accepted> added = new ArrayList<>();
    bind(intake.gate().bindTo(trip), intake.arrivals().get(0), intake.at())
        .query(statement, row -> added.add(accepted(row)));
    if (intake.wake() == Wake.EVERYONE) {
      trip.query(PostgresSignals.NOTIFY, row -> {});
    }
    trip.send();
    return added.stream().findFirst();
  }

  private static Accepted accepted(ResultSet row) throws SQLException {
    Receipt receipt = new Receipt(new EventId(row.getLong("id")), false);
    return new Accepted(receipt, row.getObject("stamp", Long.class));
  }

  private static RoundTrip bind(RoundTrip trip, Arrival arrival, Instant at) {
    KernelEvent event = arrival.event();
    EntityKey entity = EntityKey.of(event.entity());
    return trip.bind("at", at)
        .bind("tenant", event.scope().tenant().value())
        .bind("workspace", uuid(event.scope().workspaceOrNull()))
        .bind("type", event.type().name())
        .bind("source", event.source())
        .bind("entityType", event.entity().type())
        .bind("entityId", event.entity().id())
        .bind("correlation", event.correlationId().value())
        .bind("key", event.idempotencyKey().value())
        .bind("payload", event.payload().toJson())
        .bind("metadata", EventsTable.metadata(arrival).toJson())
        .bind("occurred", event.occurredAt().orElse(at))
        .bind("partition", entity.partition())
        .bind("entityKey", entity.hash())
        .bind("topic", event.topic().toString())
        .bind("bytes", event.payload().byteSize());
  }

  private static @Nullable Object uuid(@Nullable WorkspaceId workspace) {
    return workspace == null ? null : workspace.value();
  }
}
