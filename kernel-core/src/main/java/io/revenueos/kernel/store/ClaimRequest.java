package io.revenueos.kernel.store;

import io.revenueos.kernel.event.Topic;
import java.time.Instant;
import java.util.Set;

/**
 * What a worker wants to claim.
 *
 * @param limit at most so many events; at least 1
 * @param now entries that are due later are left
 * @param held events of these topics are left in the queue
 */
public record ClaimRequest(PartitionRange partitions, int limit, Instant now, Set<Topic> held) {
  public ClaimRequest {
    Limits.check(limit);
    held = Set.copyOf(held);
  }
}
