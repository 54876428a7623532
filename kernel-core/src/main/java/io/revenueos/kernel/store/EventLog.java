package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events of one transaction's tenant: added and read, never changed. */
public interface EventLog {
  /**
   * Adds events, except those whose idempotency key is there already or came earlier in the list;
   * repeating an event uses up no id. Waits for a concurrent transaction that is adding the same
   * one. Ids are given in the order of the list.
   *
   * @return one receipt per arrival, in their order
   * @throws RefusedException when an event is of another tenant
   */
  List<Receipt> append(List<Arrival> arrivals, Instant at);

  Optional<RecordedEvent> find(EventId id);

  /** The event whose decision asked for an action. */
  Optional<RecordedEvent> ofAction(ActionId id);

  /** The events that an action's outcome emitted, in the order they were recorded. */
  List<RecordedEvent> causedBy(ActionId action);
}
