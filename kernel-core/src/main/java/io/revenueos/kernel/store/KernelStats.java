package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import java.util.Map;

/**
 * How much of what there is. Every status is present, zero included.
 *
 * @param outbox by the status of {@code channel_outbox}: scheduled, sent, delivered, failed
 */
public record KernelStats(
    Map<EventStatus, Long> events, Map<ActionStatus, Long> actions, Map<String, Long> outbox) {
  public KernelStats {
    events = Map.copyOf(events);
    actions = Map.copyOf(actions);
    outbox = Map.copyOf(outbox);
  }
}
