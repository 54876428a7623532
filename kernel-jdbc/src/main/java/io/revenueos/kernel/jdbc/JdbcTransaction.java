package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; every statement it makes is bound to its tenant. */
final class JdbcTransaction implements KernelTransaction {
  private final Handle handle;
  private final Tables tables;
  private final TenantId tenantId;

  JdbcTransaction(Handle handle, Tables tables, TenantScope scope) {
    this.handle = handle;
    this.tables = tables;
    this.tenantId = scope.tenant();
  }

  @Override
  public Optional<Tenant> tenant() {
    return translating(() -> tables.tenants().find(handle, tenantId));
  }

  @Override
  public Receipt append(KernelEvent event, Instant recordedAt, @Nullable Causation causation) {
    requireOwn(event.scope().tenant());
    return translating(
        () ->
            tables
                .events()
                .append(handle, event, recordedAt, causation)
                .map(id -> new Receipt(id, false))
                .orElseGet(() -> new Receipt(firstWithKeyOf(event), true)));
  }

  private EventId firstWithKeyOf(KernelEvent event) {
    return tables
        .events()
        .idOf(handle, tenantId, event.idempotencyKey())
        .orElseThrow(
            () ->
                new UnavailableException(
                    "a concurrent transaction added the same event and this one cannot see it; the"
                        + " store needs isolation level read committed"));
  }

  @Override
  public void enqueue(QueueEntry entry, Instant at) {
    translating(
        () -> {
          tables.queue().add(handle, tenantId, entry, at);
          return entry;
        });
  }

  @Override
  public void requeue(QueueEntry entry, Instant at) {
    requireFound(
        translating(() -> tables.queue().replace(handle, tenantId, entry, at)),
        "event %s in its queue".formatted(entry.eventId()));
  }

  @Override
  public Optional<QueueEntry> lockQueued(EventId eventId) {
    return translating(() -> tables.queue().lock(handle, tenantId, eventId));
  }

  @Override
  public Optional<QueueEntry> queued(EventId eventId) {
    return translating(() -> tables.queue().find(handle, tenantId, eventId));
  }

  @Override
  public void dequeue(EventId eventId) {
    requireFound(
        translating(() -> tables.queue().remove(handle, tenantId, eventId)),
        "event %s in its queue".formatted(eventId));
  }

  @Override
  public List<DecisionId> recordDecisions(
      RecordedEvent event, List<KernelDecision> decisions, Instant decidedAt) {
    requireOwn(event);
    return translating(() -> tables.decisions().insert(handle, event, decisions, decidedAt));
  }

  @Override
  public List<ActionId> recordActions(RecordedEvent event, List<NewAction> actions, Instant at) {
    requireOwn(event);
    return translating(() -> tables.actions().insert(handle, event, actions, at));
  }

  @Override
  public Set<ActionId> writeEffects(RecordedEvent event, List<NewEffect> effects, Instant at) {
    requireOwn(event);
    return translating(() -> tables.writeEffects(handle, event, effects, at));
  }

  @Override
  public void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at) {
    Instant completedAt =
        status == ActionStatus.PENDING || status == ActionStatus.FAILED ? null : at;
    requireFound(
        translating(
            () -> tables.actions().update(handle, tenantId, id, status, result, completedAt)),
        "action " + id);
  }

  @Override
  public Optional<RecordedAction> lockAction(ActionId id) {
    return translating(() -> tables.actions().lock(handle, tenantId, id));
  }

  @Override
  public Optional<RecordedEvent> event(EventId id) {
    return translating(() -> tables.events().find(handle, tenantId, id));
  }

  @Override
  public Optional<RecordedEvent> eventOf(ActionId id) {
    return translating(() -> tables.events().ofAction(handle, tenantId, id.value()));
  }

  @Override
  public List<RecordedDecision> decisions(EventId id) {
    return translating(
        () -> {
          Map<DecisionId, List<RecordedAction>> actions =
              tables.actions().ofEvent(handle, tenantId, id).stream()
                  .collect(Collectors.groupingBy(RecordedAction::decisionId));
          return tables.decisions().ofEvent(handle, tenantId, id, actions);
        });
  }

  @Override
  public List<RecordedEffect> effects(Collection<ActionId> actions) {
    if (actions.isEmpty()) {
      return List.of();
    }
    return translating(
        () ->
            tables.effects().stream()
                .flatMap(table -> table.ofActions(handle, tenantId, actions).stream())
                .toList());
  }

  @Override
  public List<RecordedEvent> eventsCausedBy(ActionId action) {
    return translating(() -> tables.events().causedBy(handle, tenantId, action.value()));
  }

  @Override
  public Optional<Entry> find(Target target) {
    return translating(() -> tables.directory().find(handle, tenantId, target));
  }

  private void requireOwn(RecordedEvent event) {
    requireOwn(event.event().scope().tenant());
  }

  private void requireOwn(TenantId tenant) {
    if (!tenant.equals(tenantId)) {
      throw new RefusedException(
          "wrong_tenant",
          "an event of tenant %s cannot be stored in a transaction of tenant %s"
              .formatted(tenant, tenantId));
    }
  }

  private void requireFound(boolean found, String what) {
    if (!found) {
      throw new RefusedException("unknown_id", "tenant %s has no %s".formatted(tenantId, what));
    }
  }
}
