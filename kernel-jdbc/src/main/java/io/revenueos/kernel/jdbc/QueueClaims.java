package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Claims from {@code kernel_event_queue}. The lock on a partition keeps other workers out; the
 * entries themselves are not locked. They are read by a statement of their own, after the lock was
 * got: one that locks would not see what the partition's last worker has just committed.
 */
final class QueueClaims {
  // Tells the next statement, in the same round trip, which partitions it got.
  private static final String LOCK =
      """
      select set_config('revenue_kernel.claimed', coalesce(
        string_agg(cast(f.partition as text), ',' order by f.partition), ''), true) as claimed
      from (select p.partition from kernel_partitions p
            where p.tenant_id = :tenant and p.partition between :first and :last
            for update skip locked) f
      """;
  // The planner has no choice here. A lateral with a limit, or an offset, comes after what it
  // refers to; and only the index of failed entries gives the order that is asked of them. Whether
  // anything has failed at all is asked once.
  private static final String DUE =
      """
      select q.partition, q.attempts, q.found, e.*
      from (
        select l.partition, l.event_id, l.attempts, l.payload_bytes, count(*) over () as found,
               sum(l.payload_bytes) over (order by l.partition, l.event_id) as bytes
        from (
        select d.partition, d.event_id, d.attempts, d.payload_bytes
        from unnest(cast(string_to_array(current_setting('revenue_kernel.claimed'), ',')
                         as integer array)) as c (partition)
        cross join lateral (
          select q.partition, q.event_id, q.attempts, q.payload_bytes
          from kernel_event_queue q
          where q.tenant_id = :tenant and q.partition = c.partition
            and (q.attempts = 0 or q.due_at <= :now)
            and q.topic <> all(cast(:held as varchar array))
            and ((
                select 1 from kernel_event_queue f
                where f.tenant_id = :tenant and f.partition between :first and :last
                  and f.attempts > 0 and f.due_at > :now
                order by f.partition, f.entity_key limit 1) is null
              or (
                select 1 from kernel_event_queue f
                where f.tenant_id = :tenant and f.partition = q.partition
                  and f.entity_key >= q.entity_key and f.entity_key <= q.entity_key
                  and f.event_id < q.event_id and f.attempts > 0 and f.due_at > :now
                order by f.entity_key limit 1) is null)
          order by q.event_id
          limit :limit) d
        limit :limit) l) q
      cross join lateral (
        select e.id, e.tenant_id, e.workspace_id, e.event_type, e.source, e.entity_type,
               e.entity_id, e.correlation_id, e.causation_id, e.idempotency_key, e.payload,
               e.metadata, e.occurred_at, e.created_at
        from kernel_events e
        where e.tenant_id = :tenant and e.id = q.event_id
        offset 0) e
      where q.bytes <= :bytes or q.bytes = q.payload_bytes
      """;
  private static final String LOCK_ON_H2 =
      """
      select partition from kernel_partitions
      where tenant_id = :tenant and partition between :first and :last
      for update skip locked
      """;
  private static final String DUE_ON_H2 =
      """
      select q.partition, q.attempts, q.found, e.id, e.tenant_id, e.workspace_id, e.event_type, e.source,
             e.entity_type, e.entity_id, e.correlation_id, e.causation_id, e.idempotency_key,
             e.payload, e.metadata, e.occurred_at, e.created_at
      from (
        select l.*, count(*) over () as found,
               sum(l.payload_bytes) over (order by l.partition, l.event_id) as bytes
        from (
        select q.tenant_id, q.partition, q.event_id, q.attempts, q.payload_bytes
        from kernel_event_queue q
        where q.tenant_id = :tenant and q.partition between :first and :last
          and q.partition = any(:got)
          and (q.attempts = 0 or q.due_at <= :now)
          and q.topic <> all(cast(:held as varchar array))
          and not exists (
            select 1 from kernel_event_queue f
            where f.tenant_id = :tenant and f.partition = q.partition
              and f.entity_key = q.entity_key and f.event_id < q.event_id
              and f.attempts > 0 and f.due_at > :now)
        order by q.partition, q.event_id
        limit :limit) l) q
      join kernel_events e on e.tenant_id = q.tenant_id and e.id = q.event_id
      where q.bytes <= :bytes or q.bytes = q.payload_bytes
      """;

  private final PartitionsTable partitions;

  QueueClaims(PartitionsTable partitions) {
    this.partitions = partitions;
  }

  /**
   * An entry that was claimed.
   *
   * @param found how many were due, before the bytes in them were added up
   */
  private record Row(int partition, int found, Claimed claimed) {
    private static final Comparator<Row> IN_ORDER =
        Comparator.comparingInt(Row::partition)
            .thenComparingLong(row -> row.claimed().event().id().value());

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getInt("partition"),
          row.getInt("found"),
          new Claimed(EventsTable.event(row), row.getInt("attempts")));
    }
  }

  Claim claim(Session session, ClaimRequest request) {
    partitions.prepare(session);
    Set<Integer> got = new TreeSet<>();
    List<Row> due = new ArrayList<>();
    List<Tenant> registered = new ArrayList<>();
    RoundTrip trip = asked(session, request);
    if (session.database() == Database.POSTGRESQL) {
      trip.query(LOCK, row -> got.addAll(numbers(row.getString("claimed"))))
          .query(DUE, row -> due.add(Row.of(row)));
    } else {
      trip.query(LOCK_ON_H2, row -> got.add(row.getInt("partition"))).send();
      trip = asked(session, request).bind("got", Columns.integers(got, partition -> partition));
      trip.query(DUE_ON_H2, row -> due.add(Row.of(row)));
    }
    TenantsTable.find(trip, registered::add).send();
    due.sort(Row.IN_ORDER);
    return new Claim(
        registered.isEmpty() ? null : registered.get(0),
        due.stream().map(Row::claimed).toList(),
        others(request.partitions(), got),
        !due.isEmpty()
            && (due.get(0).found() == request.limit() || due.get(0).found() > due.size()));
  }

  private static RoundTrip asked(Session session, ClaimRequest request) {
    return session
        .roundTrip()
        .bind("first", request.partitions().first())
        .bind("last", request.partitions().last())
        .bind("limit", request.limit())
        .bind("bytes", (long) ClaimRequest.MOST_BYTES)
        .bind("now", request.now())
        .bind("held", Columns.texts(request.held(), Topic::toString));
  }

  private static Set<Integer> others(PartitionRange range, Set<Integer> got) {
    return IntStream.rangeClosed(range.first(), range.last())
        .boxed()
        .filter(partition -> !got.contains(partition))
        .collect(Collectors.toSet());
  }

  private static List<Integer> numbers(String list) {
    return list.isEmpty() ? List.of() : Stream.of(list.split(",")).map(Integer::valueOf).toList();
  }
}
