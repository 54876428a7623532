package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.LetterRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Retention of one tenant on the in-memory tables. */
final class InMemoryPruning {
  private final TenantView own;
  private final MemoryTables tables;
  private final Pruning rule;

  InMemoryPruning(TenantView own, Pruning rule) {
    this.own = own;
    this.tables = own.tables();
    this.rule = rule;
  }

  /** As {@link KernelTransaction#prune}. */
  int prune() {
    List<RecordedEvent> going =
        tables.eventsByTenant.at(own.tenant()).values().stream()
            .filter(this::mayGo)
            .limit(rule.limit())
            .toList();
    going.forEach(event -> remove(event.id()));
    return going.size();
  }

  private boolean mayGo(RecordedEvent event) {
    List<RecordedAction> actions = actions(event.id());
    if (isQueued(event.id()) || actions.stream().anyMatch(this::isOpen)) {
      return false;
    }
    Optional<Instant> died = diedAt(WorkItem.of(event.id()));
    List<Instant> deaths =
        actions.stream()
            .filter(action -> action.status() == ActionStatus.DEAD)
            .flatMap(action -> diedAt(WorkItem.of(action.id())).or(action::completedAt).stream())
            .toList();
    if (died.isEmpty() && deaths.isEmpty()) {
      return isBefore(event.recordedAt(), rule.completedBeforeOrNull());
    }
    return died.stream().allMatch(at -> isBefore(at, rule.deadBeforeOrNull()))
        && deaths.stream().allMatch(at -> isBefore(at, rule.deadBeforeOrNull()));
  }

  private static boolean isBefore(Instant at, @Nullable Instant limitOrNull) {
    return limitOrNull != null && at.isBefore(limitOrNull);
  }

  private boolean isOpen(RecordedAction action) {
    return action.status() == ActionStatus.PENDING
        || action.status() == ActionStatus.FAILED
        || tables.eventsByCause.at(action.id()).keySet().stream().anyMatch(this::isQueued);
  }

  private boolean isQueued(EventId id) {
    return tables.queue.find(id).isPresent();
  }

  private Optional<Instant> diedAt(WorkItem item) {
    return tables.letters.find(item).map(LetterRow::letter).map(DeadLetter::diedAt);
  }

  private List<RecordedAction> actions(EventId id) {
    return tables.actionsByEvent.at(id).values().stream().map(ActionRow::action).toList();
  }

  private void remove(EventId id) {
    for (RecordedAction action : actions(id)) {
      ActionId actionId = action.id();
      removeFailures(WorkItem.of(actionId));
      tables.actions.remove(actionId);
    }
    List.copyOf(tables.decisionsByEvent.at(id).keySet()).forEach(tables.decisions::remove);
    removeFailures(WorkItem.of(id));
    tables.events.remove(id);
  }

  private void removeFailures(WorkItem item) {
    List.copyOf(tables.attemptsByItem.at(item).keySet()).forEach(tables.attempts::remove);
    tables.letters.remove(item);
  }
}
