package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * {@code kernel_partitions}: a row of it is locked by whoever works on that partition of a tenant's
 * queue. Thread-safe.
 */
final class PartitionsTable {
  static final String COLUMNS = "tenant_id, partition, stamp";

  private static final int MOST_REMEMBERED = 10_000;
  private static final List<Integer> ALL =
      IntStream.range(0, PartitionRange.PARTITIONS).boxed().toList();
  private static final String INSERT =
      """
      insert into kernel_partitions (tenant_id, partition)
      select cast(:tenant as uuid), p.partition
      from unnest(cast(:partitions as integer array)) as p (partition)
      order by p.partition
      on conflict do nothing
      """;

  private static final String LOCK =
      """
      select partition from kernel_partitions
      where tenant_id = :tenant and partition = :partition for update
      """;

  private static final String STAMP =
      """
      update kernel_partitions set stamp = stamp + 1
      where tenant_id = :tenant and partition = any(cast(:workedOn as integer array))
      """;

  private static final String COUNT =
      """
      select count(*) from kernel_partitions
      where tenant_id = :tenant and partition between :first and :last
      """;

  private final Set<TenantId> complete = ConcurrentHashMap.newKeySet();

  /**
   * Makes sure that a tenant has its rows. They are committed at once if the transaction has done
   * nothing yet, so that no other claim waits for this one.
   */
  void prepare(Session session) {
    if (complete.contains(session.tenant())) {
      return;
    }
    boolean alone = session.isUntouched();
    Handle handle = session.handle();
    int added =
        handle
            .createUpdate(INSERT)
            .bind("tenant", session.tenant().value())
            .bind("partitions", Columns.integers(ALL, partition -> partition))
            .execute();
    if (alone && added > 0) {
      session.link().commitSoFar();
    }
    // What was added and not committed may be rolled back.
    if (alone || added == 0) {
      remember(session.tenant());
    }
  }

  /**
   * Waits for whoever works on an entity's partition, and keeps others from it until the
   * transaction ends.
   */
  void lock(Session session, EntityKey entity) {
    prepare(session);
    if (!locked(session, entity)) {
      restore(session);
      if (!locked(session, entity)) {
        throw new IllegalStateException(
            "partition %d of tenant %s was deleted just now"
                .formatted(entity.partition(), session.tenant()));
      }
    }
  }

  /**
   * Adds to a round trip that somebody has worked on the partitions of events, which are locked.
   */
  static void stamp(RoundTrip trip, Stream<RecordedEvent> events) {
    List<Integer> workedOn =
        events.map(event -> EntityKey.of(event.event().entity()).partition()).distinct().toList();
    if (!workedOn.isEmpty()) {
      trip.bind("workedOn", Columns.integers(workedOn, partition -> partition)).update(STAMP);
    }
  }

  /** Returns false when there is no such row. */
  private static boolean locked(Session session, EntityKey entity) {
    return session
        .handle()
        .createQuery(LOCK)
        .bind("tenant", session.tenant().value())
        .bind("partition", entity.partition())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * For a claim that got nothing: makes rows anew that somebody else has deleted.
   *
   * @return false when all of them are there
   */
  boolean restored(Session session, PartitionRange range) {
    int found =
        session
            .handle()
            .createQuery(COUNT)
            .bind("tenant", session.tenant().value())
            .bind("first", range.first())
            .bind("last", range.last())
            .mapTo(Integer.class)
            .one();
    if (found > range.last() - range.first()) {
      return false;
    }
    restore(session);
    return true;
  }

  private void restore(Session session) {
    complete.remove(session.tenant());
    prepare(session);
  }

  private void remember(TenantId tenant) {
    if (complete.size() >= MOST_REMEMBERED) {
      complete.clear();
    }
    complete.add(tenant);
  }
}
