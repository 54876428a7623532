package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.LeaseRequest;
import io.revenueos.kernel.store.LeasedStep;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.store.StepQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** One transaction's view of the actions that were left to a worker. */
record JdbcStepQueue(Session session, Tables tables) implements StepQueue {

  @Override
  public List<LeasedStep> lease(LeaseRequest request) {
    return translating(
        () -> {
          List<Long> free = tables.steps().lockFree(session, request);
          return free.isEmpty() ? List.of() : lease(request, free);
        });
  }

  private List<LeasedStep> lease(LeaseRequest request, List<Long> ids) {
    Handle handle = session.handle();
    List<StepEntry> entries = tables.steps().lease(session, request, ids);
    Map<ActionId, RecordedAction> actions =
        tables.actions().byIds(handle, session.tenant(), ids).stream()
            .collect(Collectors.toMap(RecordedAction::id, Function.identity()));
    Map<Long, RecordedEvent> events = tables.events().ofActions(handle, session.tenant(), ids);
    return entries.stream()
        .filter(entry -> actions.containsKey(entry.actionId()))
        .map(
            entry ->
                new LeasedStep(
                    entry,
                    Objects.requireNonNull(actions.get(entry.actionId())),
                    Objects.requireNonNull(events.get(entry.actionId().value()))))
        .toList();
  }

  @Override
  public boolean any(Set<ActionType> types, Set<String> heldModules) {
    return translating(() -> tables.steps().any(session, types, heldModules));
  }

  @Override
  public Optional<StepEntry> lock(ActionId id) {
    return translating(() -> tables.steps().lock(session, id));
  }

  @Override
  public Optional<StepEntry> find(ActionId id) {
    return translating(() -> tables.steps().find(session, id));
  }

  @Override
  public boolean renew(ActionId id, long fence, Instant until) {
    return translating(() -> tables.steps().renew(session, id, fence, until));
  }

  @Override
  public void release(ActionId id, int attempts, Instant dueAt) {
    session.requireFound(
        translating(() -> tables.steps().release(session, id, attempts, dueAt)),
        "action %s left to a worker".formatted(id));
  }

  @Override
  public void add(NewStep step) {
    translating(
        () -> {
          RoundTrip trip = session.roundTrip();
          StepsTable.insert(trip, List.of(step));
          trip.send();
          return step;
        });
  }

  @Override
  public void remove(ActionId id) {
    session.requireFound(
        translating(() -> tables.steps().remove(session, id)),
        "action %s left to a worker".formatted(id));
  }
}
