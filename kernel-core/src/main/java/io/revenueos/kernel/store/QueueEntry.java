package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an event that is not completed stands. A completed event has no entry: the queue stays as
 * small as the work that is left.
 *
 * @param status anything but {@link EventStatus#COMPLETED}
 * @param attempts how many failed so far
 * @param lastErrorOrNull what the last attempt failed with
 */
public record QueueEntry(
    EventId eventId, EventStatus status, int attempts, @Nullable String lastErrorOrNull) {

  public QueueEntry {
    if (status == EventStatus.COMPLETED) {
      throw new IllegalArgumentException("a completed event has no queue entry: " + eventId);
    }
  }

  public static QueueEntry pending(EventId eventId) {
    return new QueueEntry(eventId, EventStatus.PENDING, 0, null);
  }

  public Optional<String> lastError() {
    return Optional.ofNullable(lastErrorOrNull);
  }

  /** This entry after one more failed attempt. */
  public QueueEntry failedOnceMore(String error, int maxAttempts) {
    int made = attempts + 1;
    EventStatus next = made >= maxAttempts ? EventStatus.DEAD : EventStatus.FAILED;
    if (!status.mayBecome(next)) {
      throw new IllegalStateException(
          "event %s is %s and cannot become %s".formatted(eventId, status, next));
    }
    return new QueueEntry(eventId, next, made, error);
  }
}
