package io.revenueos.kernel.internal;

import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Set;

/** What {@link ReadyPartitions} hands out, and what may come of it. */
final class Assignments {
  /** All was in hand, and there was nothing. */
  static final Claim NOTHING = Entities.claim(false, Set.of(), List.of());

  private Assignments() {}

  /** The next one, which there must be. */
  static Assignment next(ReadyPartitions ready) {
    return ready.poll().orElseThrow();
  }

  /** Partitions whose events are not in memory. */
  static Assignment toRead(TenantId tenant, int first, int last) {
    return new Assignment(tenant, new PartitionRange(first, last), null);
  }
}
