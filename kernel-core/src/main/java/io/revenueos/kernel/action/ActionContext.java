package io.revenueos.kernel.action;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import java.time.Instant;

/**
 * What a handler is given beside the action.
 *
 * @param now the time of dispatch, UTC; the same for all actions of one event
 * @param directory reads rows of the event's tenant, inside the event's transaction
 */
public record ActionContext(EventId eventId, KernelEvent event, Instant now, Directory directory) {

  /**
   * A key for an effect of this action: the same on every attempt, different for every event,
   * reason and kind of effect.
   */
  public String effectKey(KernelAction action) {
    // Joined, not formatted: a format's digits depend on the machine's locale.
    return "event:" + eventId + "/" + action.reason().code() + "/" + action.target();
  }
}
