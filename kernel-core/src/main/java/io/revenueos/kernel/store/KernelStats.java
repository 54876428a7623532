package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of what there is. Every status is present, zero included.
 *
 * @param outbox by the status of {@code channel_outbox}: scheduled, sent, delivered, failed
 * @param failedAttempts how many attempts at events and actions have failed and are still kept
 * @param oldestDueOrNull when the work that has been due longest became due; null when nothing is
 *     open
 */
public record KernelStats(
    Map<EventStatus, Long> events,
    Map<ActionStatus, Long> actions,
    Map<String, Long> outbox,
    long failedAttempts,
    @Nullable Instant oldestDueOrNull) {
  public KernelStats {
    events = Map.copyOf(events);
    actions = Map.copyOf(actions);
    outbox = Map.copyOf(outbox);
  }

  public Optional<Instant> oldestDue() {
    return Optional.ofNullable(oldestDueOrNull);
  }

  /** The age of the work that has been due longest; zero when nothing is due. */
  public Duration lag(Instant now) {
    return oldestDueOrNull == null || oldestDueOrNull.isAfter(now)
        ? Duration.ZERO
        : Duration.between(oldestDueOrNull, now);
  }
}
