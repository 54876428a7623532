package io.revenueos.kernel;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.internal.EventProcessor;
import io.revenueos.kernel.store.RecordedDecision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was processed.
 *
 * @param duplicate the event had been accepted before, and {@code event} is the first one
 * @param decisions with their actions; empty when no policy answers the event, or when it failed
 * @param errorOrNull what the last attempt failed with, when the status is failed or dead
 */
public record ProcessedEvent(
    RecordedEvent event,
    EventStatus status,
    boolean duplicate,
    List<RecordedDecision> decisions,
    @Nullable String errorOrNull) {
  public ProcessedEvent {
    decisions = List.copyOf(decisions);
  }

  static ProcessedEvent of(EventProcessor.Result result) {
    return new ProcessedEvent(
        result.event(),
        result.status(),
        result.duplicate(),
        result.decisions(),
        result.errorOrNull());
  }

  public EventId eventId() {
    return event.id();
  }

  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
