package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.StaleClaimException;
import io.revenueos.kernel.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Claims events that the caller has in memory. On PostgreSQL that costs no round trip: the
 * statements go ahead of those that write, and make them fail when something is not as the caller
 * believes.
 */
final class FreshClaims {
  private static final String LOCK =
      """
      select 1 / (case when count(*) = cardinality(cast(:freshPartitions as integer array))
                       then 1 else 0 end)
      from (select p.partition from kernel_partitions p
            where p.tenant_id = :tenant
              and p.partition = any(cast(:freshPartitions as integer array))
            for update skip locked) f
      """;
  // After the lock, by a statement of its own: one that locks would not see what the partition's
  // last worker has just committed. A configuration is an object, and so never false.
  private static final String CHECK =
      """
      select 1 / (case when not exists (
          select 1
          from unnest(cast(:freshPartitions as integer array), cast(:freshLasts as bigint array))
               as l (partition, last)
          cross join lateral (
            select q.event_id from kernel_event_queue q
            where q.tenant_id = :tenant and q.partition = l.partition and q.event_id <= l.last
              and (q.attempts > 0 or q.event_id <> all(cast(:fresh as bigint array)))
            order by q.event_id limit 1) s)
        and (select case when r.is_active then r.config else cast('false' as jsonb) end
             from os_tenant_registry r
             where r.tenant_id = :tenant) is not distinct from cast(:freshConfig as jsonb)
        then 1 else 0 end)
      """;
  private static final String LOCK_ON_H2 =
      """
      select partition from kernel_partitions
      where tenant_id = :tenant and partition = any(:freshPartitions)
      for update skip locked
      """;
  private static final String FIRST_ON_H2 =
      """
      select event_id, attempts from kernel_event_queue
      where tenant_id = :tenant and partition = :partition
      order by event_id limit :limit
      """;

  private FreshClaims() {}

  /**
   * @throws StaleClaimException now, on H2; on PostgreSQL the next statement fails
   */
  static void claim(Session session, List<RecordedEvent> events, @Nullable Tenant registration) {
    SortedMap<Integer, Set<Long>> byPartition = new TreeMap<>();
    for (RecordedEvent event : events) {
      int partition = EntityKey.of(event.event().entity()).partition();
      byPartition.computeIfAbsent(partition, p -> new TreeSet<>()).add(event.id().value());
    }
    if (session.database() == Database.POSTGRESQL) {
      session.sendAhead(trip -> add(trip, byPartition, registration));
    } else if (!isAsExpectedOnH2(session, byPartition, registration)) {
      throw new StaleClaimException("not everything in the queue is as expected any more");
    }
  }

  private static void add(
      RoundTrip trip, SortedMap<Integer, Set<Long>> byPartition, @Nullable Tenant registration) {
    List<Long> all = byPartition.values().stream().flatMap(Set::stream).toList();
    trip.bind("freshPartitions", Columns.integers(byPartition.keySet(), number -> number))
        .bind("freshLasts", Columns.longs(byPartition.values(), Collections::max))
        .bind("fresh", Columns.longs(all, id -> id))
        .bind("freshConfig", registration == null ? null : registration.config().toJson())
        .query(LOCK, row -> {})
        .query(CHECK, row -> {});
  }

  private static boolean isAsExpectedOnH2(
      Session session,
      SortedMap<Integer, Set<Long>> byPartition,
      @Nullable Tenant registrationOrNull) {
    Set<Integer> got = new HashSet<>();
    List<Tenant> registered = new ArrayList<>();
    RoundTrip trip =
        session
            .roundTrip()
            .bind("freshPartitions", Columns.integers(byPartition.keySet(), number -> number))
            .query(LOCK_ON_H2, row -> got.add(row.getInt("partition")));
    TenantsTable.find(trip, registered::add).send();
    return got.equals(byPartition.keySet())
        && (registered.isEmpty()
            ? registrationOrNull == null
            : registered.get(0).rulesAs(registrationOrNull))
        && byPartition.entrySet().stream()
            .allMatch(own -> first(session, own).equals(own.getValue()));
  }

  /** The first entries of a partition, as many as are expected, without those that have failed. */
  private static Set<Long> first(Session session, Map.Entry<Integer, Set<Long>> expected) {
    Set<Long> first = new TreeSet<>();
    session
        .roundTrip()
        .bind("partition", expected.getKey())
        .bind("limit", expected.getValue().size())
        .query(
            FIRST_ON_H2,
            row -> {
              if (row.getInt("attempts") == 0) {
                first.add(row.getLong("event_id"));
              }
            })
        .send();
    return first;
  }
}
