package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tenants by number, and an entity in every partition. */
final class Entities {
  private static final List<RecordedEvent> BY_PARTITION = byPartition();

  private Entities() {}

  static TenantId tenant(int number) {
    return new TenantId(new UUID(0x4000, 0x8000000000000000L + number));
  }

  /** Some event about an entity in a partition. */
  static RecordedEvent in(int partition) {
    return BY_PARTITION.get(partition);
  }

  /** An event of a tenant about that entity, accepted a moment ago. */
  static FreshEvent fresh(int partition, TenantId tenant, long id) {
    KernelEvent event =
        TestEvents.event()
            .in(TenantScope.of(tenant))
            .about("thing", in(partition).event().entity().id())
            .build();
    return new FreshEvent(new RecordedEvent(new EventId(id), event, Instant.EPOCH, null), 0);
  }

  /** What a store would answer that found events in these partitions, in this order. */
  static Claim claim(boolean full, Set<Integer> taken, List<Integer> partitions) {
    return new Claim(
        null, partitions.stream().map(p -> new Claim.Claimed(in(p), 0)).toList(), taken, full);
  }

  private static List<RecordedEvent> byPartition() {
    List<RecordedEvent> found = new ArrayList<>();
    for (int p = 0; p < PartitionRange.PARTITIONS; p++) {
      int partition = p;
      String id =
          IntStream.iterate(0, i -> i + 1)
              .mapToObj(i -> "E-" + i)
              .filter(name -> partitionOf(about(name)) == partition)
              .findFirst()
              .orElseThrow();
      found.add(new RecordedEvent(new EventId(p + 1L), about(id), Instant.EPOCH, null));
    }
    return found;
  }

  private static KernelEvent about(String id) {
    return TestEvents.event().in(TenantScope.of(tenant(0))).about("thing", id).build();
  }

  private static int partitionOf(KernelEvent event) {
    return EntityKey.of(event.entity()).partition();
  }
}
