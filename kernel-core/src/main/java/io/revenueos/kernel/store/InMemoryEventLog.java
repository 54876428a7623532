package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Arrival.Placement;
import io.revenueos.kernel.store.MemoryTables.EventKey;
import io.revenueos.kernel.store.MemoryTables.QueueRow;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The event log of one transaction on the in-memory tables. */
final class InMemoryEventLog implements EventLog {
  private final TenantView own;
  private final MemoryTables tables;

  InMemoryEventLog(TenantView own) {
    this.own = own;
    this.tables = own.tables();
  }

  @Override
  public List<Receipt> append(List<Arrival> arrivals, Instant at) {
    for (Arrival arrival : arrivals) {
      requireOwnTenant(arrival.event());
    }
    return arrivals.stream().map(arrival -> append(arrival, at)).toList();
  }

  private Receipt append(Arrival arrival, Instant at) {
    KernelEvent event = arrival.event();
    NavigableMap<EventId, RecordedEvent> first =
        tables.eventsByKey.at(new EventKey(own.tenant(), event.idempotencyKey()));
    if (!first.isEmpty()) {
      return new Receipt(first.firstKey(), true);
    }
    EventId id = new EventId(tables.eventIds.next());
    RecordedEvent recorded = new RecordedEvent(id, event, at, arrival.causationOrNull());
    tables.events.insert(id, recorded);
    if (arrival.placement() == Placement.QUEUED) {
      tables.queue.insert(
          id, new QueueRow(recorded, EntityKey.of(event.entity()), new QueueEntry(id, 0, at)));
    }
    return new Receipt(id, false);
  }

  private void requireOwnTenant(KernelEvent event) {
    if (!event.scope().tenant().equals(own.tenant())) {
      throw new RefusedException(
          "wrong_tenant",
          "an event of tenant %s cannot be stored in a transaction of tenant %s"
              .formatted(event.scope().tenant(), own.tenant()));
    }
  }

  @Override
  public Optional<RecordedEvent> find(EventId id) {
    return own.event(id);
  }

  @Override
  public Optional<RecordedEvent> ofAction(ActionId id) {
    return own.action(id).flatMap(row -> own.event(row.eventId()));
  }

  @Override
  public List<RecordedEvent> causedBy(ActionId action) {
    return tables.eventsByCause.at(action).values().stream().filter(own::isOwn).toList();
  }
}
