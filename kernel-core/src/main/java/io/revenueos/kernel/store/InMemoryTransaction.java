package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.DecisionRow;
import io.revenueos.kernel.store.MemoryTables.EffectRow;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One transaction on the in-memory tables; the store holds its lock meanwhile. */
final class InMemoryTransaction implements KernelTransaction {
  private final MemoryTables tables;
  private final TenantId tenantId;

  InMemoryTransaction(MemoryTables tables, TenantScope scope) {
    this.tables = tables;
    this.tenantId = scope.tenant();
  }

  @Override
  public Optional<Tenant> tenant() {
    return Optional.ofNullable(tables.tenants.get(tenantId));
  }

  @Override
  public Receipt append(KernelEvent event, Instant recordedAt, @Nullable Causation causation) {
    if (!event.scope().tenant().equals(tenantId)) {
      throw new RefusedException(
          "wrong_tenant",
          "an event of tenant %s cannot be stored in a transaction of tenant %s"
              .formatted(event.scope().tenant(), tenantId));
    }
    Optional<RecordedEvent> first =
        events().filter(e -> e.event().idempotencyKey().equals(event.idempotencyKey())).findFirst();
    if (first.isPresent()) {
      return new Receipt(first.get().id(), true);
    }
    EventId id = new EventId(tables.events.size() + 1L);
    tables.events.add(new RecordedEvent(id, event, recordedAt, causation));
    return new Receipt(id, false);
  }

  @Override
  public void enqueue(QueueEntry entry, Instant at) {
    own(entry.eventId());
    tables.queue.put(entry.eventId(), entry);
  }

  @Override
  public void requeue(QueueEntry entry, Instant at) {
    requireQueued(entry.eventId());
    tables.queue.put(entry.eventId(), entry);
  }

  @Override
  public Optional<QueueEntry> lockQueued(EventId eventId) {
    return queued(eventId);
  }

  @Override
  public Optional<QueueEntry> queued(EventId eventId) {
    return event(eventId).map(event -> tables.queue.get(event.id()));
  }

  @Override
  public void dequeue(EventId eventId) {
    requireQueued(eventId);
    tables.queue.remove(eventId);
  }

  @Override
  public List<DecisionId> recordDecisions(
      RecordedEvent event, List<KernelDecision> decisions, Instant decidedAt) {
    own(event.id());
    List<DecisionId> ids = new ArrayList<>();
    for (KernelDecision decision : decisions) {
      DecisionId id = new DecisionId(tables.decisions.size() + 1L);
      tables.decisions.add(new DecisionRow(id, tenantId, event.id(), decision, decidedAt));
      ids.add(id);
    }
    return ids;
  }

  @Override
  public List<ActionId> recordActions(RecordedEvent event, List<NewAction> actions, Instant at) {
    own(event.id());
    List<ActionId> ids = new ArrayList<>();
    for (NewAction action : actions) {
      ActionId id = new ActionId(tables.actions.size() + 1L);
      tables.actions.add(
          new ActionRow(
              tenantId,
              event.id(),
              new RecordedAction(
                  id,
                  action.decisionId(),
                  action.action(),
                  action.status(),
                  action.result(),
                  finishedAt(action.status(), at))));
      ids.add(id);
    }
    return ids;
  }

  @Override
  public Set<ActionId> writeEffects(RecordedEvent event, List<NewEffect> effects, Instant at) {
    own(event.id());
    Set<ActionId> alreadyThere = new LinkedHashSet<>();
    Set<ActionId> written = new HashSet<>();
    for (NewEffect effect : effects) {
      boolean exists =
          tables.effects.stream()
              .filter(row -> row.tenant().equals(tenantId))
              .filter(row -> row.effect().getClass() == effect.effect().getClass())
              .anyMatch(
                  row -> row.effect().idempotencyKey().equals(effect.effect().idempotencyKey()));
      if (exists) {
        alreadyThere.add(effect.actionId());
      } else {
        String id = Integer.toString(tables.effects.size() + 1);
        tables.effects.add(new EffectRow(tenantId, id, effect.actionId(), effect.effect()));
        written.add(effect.actionId());
      }
    }
    alreadyThere.removeAll(written);
    return alreadyThere;
  }

  @Override
  public void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at) {
    ActionRow row = actionRow(id).orElseThrow(() -> unknown("action " + id));
    RecordedAction action = row.action();
    tables.actions.set(
        tables.actions.indexOf(row),
        new ActionRow(
            tenantId,
            row.eventId(),
            new RecordedAction(
                id, action.decisionId(), action.action(), status, result, finishedAt(status, at))));
  }

  private static @Nullable Instant finishedAt(ActionStatus status, Instant at) {
    return status == ActionStatus.PENDING || status == ActionStatus.FAILED ? null : at;
  }

  @Override
  public Optional<RecordedAction> lockAction(ActionId id) {
    return actionRow(id).map(ActionRow::action);
  }

  @Override
  public Optional<RecordedEvent> event(EventId id) {
    return events().filter(event -> event.id().equals(id)).findFirst();
  }

  @Override
  public Optional<RecordedEvent> eventOf(ActionId id) {
    return actionRow(id).flatMap(row -> event(row.eventId()));
  }

  @Override
  public List<RecordedDecision> decisions(EventId id) {
    return tables.decisions.stream()
        .filter(row -> row.tenant().equals(tenantId) && row.eventId().equals(id))
        .map(
            row ->
                new RecordedDecision(
                    row.id(), row.eventId(), row.decision(), row.decidedAt(), actionsOf(row.id())))
        .toList();
  }

  private List<RecordedAction> actionsOf(DecisionId id) {
    return tables.actions.stream()
        .map(ActionRow::action)
        .filter(action -> action.decisionId().equals(id))
        .toList();
  }

  @Override
  public List<RecordedEffect> effects(Collection<ActionId> actions) {
    return Stream.of(Task.class, OutboxMessage.class, Recommendation.class)
        .flatMap(
            kind ->
                tables.effects.stream()
                    .filter(row -> row.tenant().equals(tenantId))
                    .filter(row -> actions.contains(row.actionId()))
                    .filter(row -> kind.isInstance(row.effect())))
        .map(row -> EffectSummary.of(row.actionId(), row.id(), row.effect()))
        .toList();
  }

  @Override
  public List<RecordedEvent> eventsCausedBy(ActionId action) {
    return events()
        .filter(
            event ->
                event
                    .causation()
                    .filter(causation -> causation.actionId() == action.value())
                    .isPresent())
        .toList();
  }

  @Override
  public Optional<Entry> find(Target target) {
    return Optional.ofNullable(tables.rows.get(new MemoryTables.RowKey(tenantId, target)));
  }

  private Stream<RecordedEvent> events() {
    return tables.events.stream().filter(event -> event.event().scope().tenant().equals(tenantId));
  }

  private Optional<ActionRow> actionRow(ActionId id) {
    return tables.actions.stream()
        .filter(row -> row.tenant().equals(tenantId) && row.action().id().equals(id))
        .findFirst();
  }

  private void own(EventId id) {
    if (event(id).isEmpty()) {
      throw unknown("event " + id);
    }
  }

  private void requireQueued(EventId id) {
    if (queued(id).isEmpty()) {
      throw unknown("event %s in its queue".formatted(id));
    }
  }

  private RefusedException unknown(String what) {
    return new RefusedException("unknown_id", "tenant %s has no %s".formatted(tenantId, what));
  }
}
