package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import java.time.Instant;

/**
 * Where an event stands that is still to be processed. A completed event has no entry, and neither
 * has a dead one: the queue stays as small as the work that is left.
 *
 * @param attempts how many failed so far
 * @param dueAt not before; UTC
 */
public record QueueEntry(EventId eventId, int attempts, Instant dueAt) {
  /** {@link EventStatus#PENDING} before the first attempt, {@link EventStatus#FAILED} after. */
  public EventStatus status() {
    return attempts == 0 ? EventStatus.PENDING : EventStatus.FAILED;
  }

  /** Whether nothing but its turn is waited for; before the first attempt, always. */
  boolean isDue(Instant now) {
    return attempts == 0 || !dueAt.isAfter(now);
  }
}
