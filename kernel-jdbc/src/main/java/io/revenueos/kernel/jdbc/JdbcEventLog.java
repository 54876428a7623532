package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.EventLog;
import io.revenueos.kernel.store.Wake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One transaction's view of the log. */
record JdbcEventLog(Session session, Tables tables) implements EventLog {

  @Override
  public List<Receipt> append(List<Arrival> arrivals, Instant at) {
    arrivals.forEach(arrival -> session.requireOwn(arrival.event().scope().tenant()));
    return translating(
        () ->
            tables
                .appender()
                .append(session::roundTrip, new Intake(arrivals, Gate.OPEN, at, Wake.NOBODY)));
  }

  @Override
  public Optional<RecordedEvent> find(EventId id) {
    return translating(() -> tables.events().find(session.handle(), session.tenant(), id));
  }

  @Override
  public Optional<RecordedEvent> ofAction(ActionId id) {
    return translating(
        () -> tables.events().ofAction(session.handle(), session.tenant(), id.value()));
  }

  @Override
  public List<RecordedEvent> causedBy(ActionId action) {
    return translating(
        () -> tables.events().causedBy(session.handle(), session.tenant(), action.value()));
  }
}
