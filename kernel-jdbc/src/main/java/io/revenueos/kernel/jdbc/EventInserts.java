package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Arrival.Placement;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The statements that add events to {@code kernel_events}, and those of them that are to be claimed
 * to {@code kernel_event_queue}.
 */
final class EventInserts {
  // Keys that are there already are left out first, so that repeating an event uses up no id. Only
  // the index on keys gives the order that is asked for: else the planner may find that of the
  // primary key as good, while most tenants have few events.
  private static final String INPUT =
      """
      with input as materialized (
        select nextval('kernel_events_id_seq') as id, a.*
        from unnest(cast(:tenants as uuid array), cast(:workspaces as uuid array),
                    cast(:types as varchar array), cast(:sources as varchar array),
                    cast(:entityTypes as varchar array), cast(:entityIds as varchar array),
                    cast(:correlations as varchar array), cast(:causations as bigint array),
                    cast(:keys as varchar array), cast(:payloads as varchar array),
                    cast(:metadata as varchar array), cast(:occurrences as varchar array),
                    cast(:partitions as integer array), cast(:entityKeys as bigint array),
                    cast(:topics as varchar array))
             with ordinality as a (tenant, workspace, type, source, entity_type, entity_id,
                                   correlation, causation, event_key, payload, metadata, occurred,
                                   partition, entity_key, topic, n)
        where not exists (
            select 1 from unnest(cast(:gated as uuid array)) as g (tenant)
            left join os_tenant_registry r on r.tenant_id = g.tenant
            where r.is_active is false
               or (r.tenant_id is null and cast(:registeredOnly as boolean)))
          and not exists (
            select 1
            from unnest(cast(:placeTenants as uuid array), cast(:places as uuid array))
                 as p (tenant, workspace)
            join os_tenant_registry r on r.tenant_id = p.tenant
            left join workspaces w on w.tenant_id = p.tenant and w.id = p.workspace
            where w.id is null)
          and (
            select e.id from kernel_events e
            where e.tenant_id = a.tenant
              and e.idempotency_key >= a.event_key and e.idempotency_key <= a.event_key
            order by e.idempotency_key limit 1) is null
        order by a.n),
      added as (
        insert into kernel_events
          (id, tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,
           causation_id, idempotency_key, payload, metadata, occurred_at, created_at)
        overriding system value
        select i.id, i.tenant, i.workspace, i.type, i.source, i.entity_type, i.entity_id,
               i.correlation, i.causation, i.event_key, cast(i.payload as jsonb),
               cast(i.metadata as jsonb), cast(i.occurred as timestamptz),
               cast(:at as timestamptz)
        from input i
      """;
  private static final String QUEUED =
      """
      queued as (
        insert into kernel_event_queue
          (tenant_id, partition, event_id, entity_key, topic, payload_bytes, due_at)
        select i.tenant, i.partition, i.id, i.entity_key, i.topic, octet_length(i.payload),
               cast(:at as timestamptz)
        from input i where i.partition is not null
      """;

  /** Fails when a concurrent transaction has added one of the keys. */
  private static final String ADD = INPUT + ")," + QUEUED + ") select id from input";

  /**
   * Waits for a concurrent transaction that adds one of the keys, and leaves the event out if it
   * commits. Costs a third more.
   */
  private static final String ADD_NEW =
      INPUT
          + "on conflict do nothing returning id),"
          + QUEUED
          + "and i.id = any(array(select id from added))) select id from added";

  private static final String ADD_NEW_TO_LOG =
      """
      insert into kernel_events
        (tenant_id, workspace_id, event_type, source, entity_type, entity_id, correlation_id,
         causation_id, idempotency_key, payload, metadata, occurred_at, created_at)
      select a.tenant, a.workspace, a.type, a.source, a.entity_type, a.entity_id, a.correlation,
             a.causation, a.event_key, a.payload, a.metadata, cast(a.occurred as timestamptz),
             cast(:at as timestamptz)
      from unnest(cast(:tenants as uuid array), cast(:workspaces as uuid array),
                  cast(:types as varchar array), cast(:sources as varchar array),
                  cast(:entityTypes as varchar array), cast(:entityIds as varchar array),
                  cast(:correlations as varchar array), cast(:causations as bigint array),
                  cast(:keys as varchar array), cast(:payloads as varchar array),
                  cast(:metadata as varchar array), cast(:occurrences as varchar array))
           as a (tenant, workspace, type, source, entity_type, entity_id, correlation, causation,
                 event_key, payload, metadata, occurred)
      where not exists (
        select 1 from kernel_events e where e.tenant_id = a.tenant and e.idempotency_key = a.event_key)
      on conflict do nothing
      """;
  private static final String ADD_TO_QUEUE =
      """
      insert into kernel_event_queue
        (tenant_id, partition, event_id, entity_key, topic, payload_bytes, due_at)
      values (:tenant, :partition, :event, :entityKey, :topic, :bytes, :at)
      """;
  private static final String IDS_BY_KEYS =
      """
      select (select e.id from kernel_events e
              where e.tenant_id = k.tenant
                and e.idempotency_key >= k.event_key and e.idempotency_key <= k.event_key
              order by e.idempotency_key limit 1) as id
      from unnest(cast(:tenants as uuid array), cast(:keys as varchar array))
           with ordinality as k (tenant, event_key, n)
      order by k.n
      """;

  private EventInserts() {}

  /** On PostgreSQL, in one statement. Returns the ids of the new rows, ascending. */
  static List<Long> together(RoundTrip trip, Intake intake) {
    return together(ADD_NEW, trip, intake);
  }

  /** As {@link #together}; fails when a concurrent transaction has added one of the events. */
  static List<Long> togetherOrFail(RoundTrip trip, Intake intake) {
    return together(ADD, trip, intake);
  }

  private static List<Long> together(String statement, RoundTrip trip, Intake intake) {
    List<Long> added = new ArrayList<>(intake.arrivals().size());
    bindEvents(trip, intake.arrivals(), intake.at());
    bindEntries(trip, intake.arrivals());
    intake.gate().bindTo(trip).query(statement, row -> added.add(row.getLong(1)));
    if (intake.wake() == Wake.EVERYONE) {
      trip.query(PostgresSignals.NOTIFY, row -> {});
    }
    trip.send();
    Collections.sort(added);
    return added;
  }

  /**
   * On H2, one by one: it runs a statement again that had to wait, and says only of the second run
   * what was added. Returns the ids of the new rows, ascending.
   */
  static List<Long> apart(Supplier<RoundTrip> trips, Intake intake) {
    Instant at = intake.at();
    List<Long> added = new ArrayList<>();
    for (Arrival arrival : intake.arrivals()) {
      List<Long> ids = new ArrayList<>();
      bindEvents(trips.get(), List.of(arrival), at)
          .insert(ADD_NEW_TO_LOG, "id", row -> ids.add(row.getLong(1)))
          .send();
      if (isQueued(arrival)) {
        ids.forEach(id -> addToQueue(trips.get(), id, arrival, at));
      }
      added.addAll(ids);
    }
    return added;
  }

  private static void addToQueue(RoundTrip trip, long id, Arrival arrival, Instant at) {
    trip.bind("tenant", tenant(arrival))
        .bind("partition", entity(arrival).partition())
        .bind("event", id)
        .bind("entityKey", entity(arrival).hash())
        .bind("topic", arrival.event().topic().toString())
        .bind("bytes", arrival.event().payload().byteSize())
        .bind("at", at)
        .update(ADD_TO_QUEUE)
        .send();
  }

  /** The ids of events by their idempotency keys, in their order; null where there is none. */
  static List<@Nullable Long> idsByKeys(RoundTrip trip, List<Arrival> arrivals) {
    List<@Nullable Long> ids = new ArrayList<>();
    trip.bind("tenants", Columns.uuids(arrivals, EventInserts::tenant))
        .bind("keys", Columns.texts(arrivals, EventInserts::key))
        .query(IDS_BY_KEYS, row -> ids.add(row.getObject("id", Long.class)))
        .send();
    return ids;
  }

  private static RoundTrip bindEvents(RoundTrip trip, List<Arrival> arrivals, Instant at) {
    return trip.bind("at", at)
        .bind("tenants", Columns.uuids(arrivals, EventInserts::tenant))
        .bind("workspaces", Columns.uuids(arrivals, EventInserts::workspace))
        .bind("types", Columns.texts(arrivals, a -> a.event().type().name()))
        .bind("sources", Columns.texts(arrivals, a -> a.event().source()))
        .bind("entityTypes", Columns.texts(arrivals, a -> a.event().entity().type()))
        .bind("entityIds", Columns.texts(arrivals, a -> a.event().entity().id()))
        .bind("correlations", Columns.texts(arrivals, a -> a.event().correlationId().value()))
        .bind("causations", Columns.longs(arrivals, EventInserts::causation))
        .bind("keys", Columns.texts(arrivals, EventInserts::key))
        .bind("payloads", Columns.texts(arrivals, a -> a.event().payload().toJson()))
        .bind("metadata", Columns.texts(arrivals, a -> EventsTable.metadata(a).toJson()))
        .bind("occurrences", Columns.instants(arrivals, a -> a.event().occurredAt().orElse(at)));
  }

  /** What only the queue has; an event in hand gets no partition and so no entry. */
  private static void bindEntries(RoundTrip trip, List<Arrival> arrivals) {
    trip.bind(
            "partitions",
            Columns.integers(arrivals, a -> isQueued(a) ? entity(a).partition() : null))
        .bind("entityKeys", Columns.longs(arrivals, a -> entity(a).hash()))
        .bind("topics", Columns.texts(arrivals, a -> a.event().topic().toString()));
  }

  private static boolean isQueued(Arrival arrival) {
    return arrival.placement() == Placement.QUEUED;
  }

  private static EntityKey entity(Arrival arrival) {
    return EntityKey.of(arrival.event().entity());
  }

  private static UUID tenant(Arrival arrival) {
    return arrival.event().scope().tenant().value();
  }

  private static @Nullable UUID workspace(Arrival arrival) {
    WorkspaceId workspace = arrival.event().scope().workspaceOrNull();
    return workspace == null ? null : workspace.value();
  }

  private static @Nullable Long causation(Arrival arrival) {
    Causation causation = arrival.causationOrNull();
    return causation == null ? null : causation.actionId();
  }

  private static String key(Arrival arrival) {
    return arrival.event().idempotencyKey().value();
  }
}
