package io.revenueos.kernel.store;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events that belong to one transaction until it ends.
 *
 * @param tenantOrNull the tenant's registration, null when it has none
 * @param events by partition, and within one in the order of their ids
 * @param taken partitions that another transaction is working on; theirs were left out
 * @param full a limit was reached: there may be more
 */
public record Claim(
    @Nullable Tenant tenantOrNull, List<Claimed> events, Set<Integer> taken, boolean full) {
  public Claim {
    events = List.copyOf(events);
    taken = Set.copyOf(taken);
  }

  /**
   * A claimed event.
   *
   * @param attempts how many failed so far
   */
  public record Claimed(RecordedEvent event, int attempts) {}

  public Optional<Tenant> tenant() {
    return Optional.ofNullable(tenantOrNull);
  }
}
