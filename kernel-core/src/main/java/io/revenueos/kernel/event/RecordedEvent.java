package io.revenueos.kernel.event;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param recordedAt when it was accepted, UTC, in microseconds
 * @param causationOrNull null for an event that came from outside
 */
public record RecordedEvent(
    EventId id, KernelEvent event, Instant recordedAt, @Nullable Causation causationOrNull) {

  public Optional<Causation> causation() {
    return Optional.ofNullable(causationOrNull);
  }

  /** When it happened; the time of acceptance if nobody said. */
  public Instant occurredAt() {
    return event.occurredAt().orElse(recordedAt);
  }

  /** How many of the kernel's own actions lie between this event and the world outside. */
  public int causalDepth() {
    return causationOrNull == null ? 0 : causationOrNull.depth();
  }
}
