package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * {@code kernel_partitions}: a row of it is locked by whoever works on that partition of a tenant's
 * queue. Thread-safe.
 */
final class PartitionsTable {
  static final String COLUMNS = "tenant_id, partition";

  private static final int MOST_REMEMBERED = 10_000;
  private static final long PATIENCE_MILLIS = 1_000;
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

  private final Set<TenantId> known = ConcurrentHashMap.newKeySet();
  private final ReentrantLock creating = new ReentrantLock();

  /**
   * Makes sure that a tenant has its rows. They are created in a transaction and on a connection of
   * their own, so that others need not wait for the claim.
   *
   * @return false when other claims are doing so for too long; the caller should give its own
   *     connection back and try again
   */
  boolean prepare(Session session) {
    if (known.contains(session.tenant())) {
      return true;
    }
    try {
      // One connection at a time that waits for a second one cannot use up a pool.
      if (!creating.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      create(session);
      remember(session.tenant());
      return true;
    } finally {
      creating.unlock();
    }
  }

  private static void create(Session session) {
    try (Handle own = session.handle().getJdbi().open()) {
      own.useTransaction(
          handle ->
              handle
                  .createUpdate(INSERT)
                  .bind("tenant", session.tenant().value())
                  .bind("partitions", Columns.integers(ALL, partition -> partition))
                  .execute());
    }
  }

  private void remember(TenantId tenant) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.add(tenant);
  }
}
