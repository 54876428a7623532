package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Events that this node has just accepted and has in memory, so that its workers need not read
 * them. As many as a node that keeps up has at a time; whoever has more work than that reads it in
 * batches. Not thread-safe.
 */
final class FreshEvents {
  static final int MOST_OF_A_TENANT = 64;
  static final int MOST_BYTES = 4 << 20;

  private static final Comparator<RecordedEvent> BY_PARTITION =
      Comparator.comparingInt(FreshEvents::partition)
          .thenComparingLong(event -> event.id().value());

  private final Map<TenantId, List<RecordedEvent>> byTenant = new HashMap<>();
  private long bytes;

  /** Returns whether there is room for an event. */
  boolean add(RecordedEvent event) {
    int size = event.event().payload().byteSize();
    TenantId tenant = event.event().scope().tenant();
    List<RecordedEvent> fresh = byTenant.getOrDefault(tenant, List.of());
    if (fresh.size() >= MOST_OF_A_TENANT || bytes + size > MOST_BYTES) {
      return false;
    }
    bytes += size;
    byTenant.computeIfAbsent(tenant, id -> new ArrayList<>()).add(event);
    return true;
  }

  /** Takes a tenant's events in some partitions out, by partition and then by id. */
  List<RecordedEvent> take(TenantId tenant, PartitionRange range) {
    List<RecordedEvent> fresh = byTenant.get(tenant);
    if (fresh == null) {
      return List.of();
    }
    List<RecordedEvent> taken = new ArrayList<>();
    for (Iterator<RecordedEvent> left = fresh.iterator(); left.hasNext(); ) {
      RecordedEvent event = left.next();
      if (range.contains(partition(event))) {
        left.remove();
        taken.add(event);
        bytes -= event.event().payload().byteSize();
      }
    }
    if (fresh.isEmpty()) {
      byTenant.remove(tenant);
    }
    taken.sort(BY_PARTITION);
    return taken;
  }

  private static int partition(RecordedEvent event) {
    return EntityKey.of(event.event().entity()).partition();
  }
}
