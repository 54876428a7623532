package io.revenueos.kernel.action;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import java.time.Instant;

/**
 * What a step handler is given beside the action.
 *
 * @param now when this attempt began, UTC
 * @param deadline when it will be interrupted, UTC
 * @param attempt which attempt this is, from 1; after the first, an earlier one may have gone out
 * @param directory reads rows of the event's tenant, each in a transaction of its own
 */
public record StepContext(
    ActionId actionId,
    EventId eventId,
    KernelEvent event,
    Instant now,
    Instant deadline,
    int attempt,
    Directory directory) {

  /** The same on every attempt at this action, different for every other action. */
  public String idempotencyKey() {
    return "action:" + event.scope().tenant() + "/" + actionId;
  }

  /** A key for an effect of this action, as {@link ActionContext#effectKey}. */
  public String effectKey(KernelAction action) {
    return new ActionContext(eventId, event, now, directory).effectKey(action);
  }
}
