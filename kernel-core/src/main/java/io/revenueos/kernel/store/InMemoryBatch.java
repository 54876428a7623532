package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.BatchRecord.Retry;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.DecisionRow;
import io.revenueos.kernel.store.MemoryTables.EffectRow;
import io.revenueos.kernel.store.MemoryTables.QueueRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what a batch leaves behind to the in-memory tables. */
final class InMemoryBatch {
  private final TenantView own;
  private final MemoryTables tables;
  private final Instant at;

  InMemoryBatch(TenantView own, Instant at) {
    this.own = own;
    this.tables = own.tables();
    this.at = at;
  }

  /** As {@link Journal#record}. */
  Set<ActionId> write(BatchRecord batch) {
    requireOwnEvents(batch);
    batch.decisions().forEach(this::write);
    batch.actions().forEach(this::write);
    Set<ActionId> repeated = writeEffects(batch.effects());
    InMemoryStepQueue steps = new InMemoryStepQueue(own);
    batch.steps().forEach(steps::add);
    batch.completed().forEach(this::leaveQueue);
    batch.retries().forEach(this::stayInQueue);
    batch.buried().forEach(this::leaveQueue);
    InMemoryDeadLetters letters = new InMemoryDeadLetters(own);
    batch.letters().forEach(letters::add);
    batch.attempts().forEach(letters::addAttempt);
    return repeated;
  }

  private void requireOwnEvents(BatchRecord batch) {
    Stream.of(
            batch.decisions().stream().map(NewDecision::event),
            batch.actions().stream().map(NewAction::event),
            batch.effects().stream().map(NewEffect::event),
            batch.completed().stream(),
            batch.retries().stream().map(Retry::event),
            batch.buried().stream())
        .flatMap(events -> events)
        .forEach(own::requireOwn);
  }

  private void write(NewDecision decision) {
    DecisionRow row =
        new DecisionRow(
            decision.id(), own.tenant(), decision.event().id(), decision.decision(), at);
    tables.decisions.insert(decision.id(), row);
  }

  private void write(NewAction action) {
    if (tables
        .decisions
        .find(action.decisionId())
        .filter(row -> row.tenant().equals(own.tenant()))
        .isEmpty()) {
      throw own.unknown("decision " + action.decisionId());
    }
    RecordedAction recorded =
        new RecordedAction(
            action.id(),
            action.decisionId(),
            action.action(),
            action.status(),
            action.result(),
            InMemoryJournal.finishedAt(action.status(), at));
    tables.actions.insert(action.id(), new ActionRow(own.tenant(), action.event().id(), recorded));
  }

  private Set<ActionId> writeEffects(List<NewEffect> effects) {
    Set<ActionId> repeated = new LinkedHashSet<>();
    Set<ActionId> written = new HashSet<>();
    for (NewEffect effect : effects) {
      own.requireOwn(effect.actionId());
      own.requireOwn(effect.effect().target());
      boolean isNew = write(effect);
      (isNew ? written : repeated).add(effect.actionId());
    }
    repeated.removeAll(written);
    return repeated;
  }

  private boolean write(NewEffect effect) {
    long id = tables.effectIds.next();
    EffectRow row =
        new EffectRow(own.tenant(), Long.toString(id), effect.actionId(), effect.effect());
    if (!tables.effectsByKey.at(row.key()).isEmpty()) {
      return false;
    }
    tables.effects.insert(id, row);
    return true;
  }

  private void leaveQueue(RecordedEvent event) {
    tables.workedOn(requireQueued(event));
    tables.queue.remove(event.id());
  }

  private void stayInQueue(Retry retry) {
    QueueRow row = requireQueued(retry.event());
    tables.workedOn(row);
    if (row.entry().attempts() != retry.attempts() - 1) {
      throw new StaleClaimException(
          "event %s of tenant %s has failed %d times, not %d: somebody else has tried it; roll back and claim again"
              .formatted(
                  retry.eventId(), own.tenant(), row.entry().attempts(), retry.attempts() - 1));
    }
    QueueEntry entry = new QueueEntry(retry.eventId(), retry.attempts(), retry.dueAt());
    tables.queue.put(retry.eventId(), new QueueRow(row.event(), row.entity(), entry));
  }

  private QueueRow requireQueued(RecordedEvent event) {
    return own.queued(event)
        .orElseThrow(
            () ->
                new StaleClaimException(
                    "event %s of tenant %s was expected in the queue and is not there: somebody else processed it; roll back and claim again"
                        .formatted(event.id(), own.tenant())));
  }
}
