package io.revenueos.kernel.store;

import io.revenueos.kernel.event.RecordedEvent;

/**
 * An event that is still in the memory of the node that accepted it.
 *
 * @param stamp what its partition of the queue bore when it was accepted. It is another one as soon
 *     as anybody has worked on the partition
 */
public record FreshEvent(RecordedEvent event, long stamp) {
  public int partition() {
    return EntityKey.of(event.event().entity()).partition();
  }
}
