package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.QueueEntry;
import java.util.Optional;

/** One transaction's view of the event queue. */
record JdbcEventQueue(Session session, Tables tables) implements EventQueue {

  @Override
  public Claim claim(ClaimRequest request) {
    return translating(
        () -> {
          Claim claim = tables.claims().claim(session, request);
          boolean shutOut = claim.events().isEmpty() && !claim.taken().isEmpty();
          return shutOut && tables.partitions().restored(session, request.partitions())
              ? tables.claims().claim(session, request)
              : claim;
        });
  }

  @Override
  public Optional<QueueEntry> lock(RecordedEvent event) {
    return translating(() -> tables.queue().lock(session, event));
  }

  @Override
  public Optional<QueueEntry> find(RecordedEvent event) {
    return translating(() -> tables.queue().find(session, event));
  }

  @Override
  public void add(RecordedEvent event, QueueEntry entry) {
    session.requireOwn(event);
    translating(
        () -> {
          tables.queue().add(session, event, entry);
          return entry;
        });
  }

  @Override
  public void remove(RecordedEvent event) {
    session.requireFound(
        translating(() -> tables.queue().remove(session, event)),
        "event %s in its queue".formatted(event.id()));
  }
}
