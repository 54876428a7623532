package io.revenueos.kernel;

import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;

/**
 * A guard could give no verdict because processing its event failed; nobody was allowed anything.
 * The event is kept as failed, or as dead after its last attempt.
 */
public final class EventFailedException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final transient EventId eventId;
  private final EventStatus status;

  EventFailedException(EventId eventId, EventStatus status, String error) {
    super("event_failed", "event %s is %s: %s".formatted(eventId, status.stored(), error));
    this.eventId = eventId;
    this.status = status;
  }

  public EventId eventId() {
    return eventId;
  }

  /** Failed: asking again is another attempt. Dead: it is not tried again. */
  public EventStatus status() {
    return status;
  }
}
