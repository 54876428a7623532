package io.revenueos.kernel.store;

import io.revenueos.kernel.event.Topic;
import java.time.Instant;
import java.util.Set;

/**
 * What a worker wants to claim. Whatever it asks for, a claim ends before the payloads in it come
 * to more than {@link #MOST_BYTES} as JSON, but never before its first event: a worker's memory is
 * bounded.
 *
 * @param limit at most so many events; at least 1
 * @param now entries that have failed and are due later are left. A fresh entry is always due: it
 *     may come from a node whose clock is ahead, and must not be overtaken for that
 * @param held events of these topics are left in the queue
 */
public record ClaimRequest(PartitionRange partitions, int limit, Instant now, Set<Topic> held) {
  /** 2 MiB: five hundred events of 4 KiB. */
  public static final int MOST_BYTES = 2 << 20;

  public ClaimRequest {
    Limits.check(limit);
    held = Set.copyOf(held);
  }
}
