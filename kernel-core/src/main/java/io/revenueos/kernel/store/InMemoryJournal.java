package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.DecisionRow;
import io.revenueos.kernel.tenant.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal of one transaction on the in-memory tables. */
final class InMemoryJournal implements Journal {
  private final TenantView own;
  private final MemoryTables tables;

  InMemoryJournal(TenantView own) {
    this.own = own;
    this.tables = own.tables();
  }

  @Override
  public List<DecisionId> newDecisionIds(int count) {
    return Stream.generate(() -> new DecisionId(tables.decisionIds.next())).limit(count).toList();
  }

  @Override
  public List<ActionId> newActionIds(int count) {
    return Stream.generate(() -> new ActionId(tables.actionIds.next())).limit(count).toList();
  }

  @Override
  public Set<ActionId> record(BatchRecord batch, Instant at) {
    return new InMemoryBatch(own, at).write(batch);
  }

  @Override
  public void conclude(BatchRecord batch, Instant at) {
    Set<ActionId> repeated = record(batch, at);
    if (!repeated.isEmpty()) {
      throw new StaleClaimException("an action's effects are there already");
    }
  }

  @Override
  public void concludeFresh(BatchRecord batch, FreshClaim claim, Instant at) {
    own.requireOwn(claim.event().event());
    Tenant registered = tables.tenants.get(own.tenant());
    Tenant expected = claim.registrationOrNull();
    boolean isRegistered = registered == null ? expected == null : registered.rulesAs(expected);
    if (!isRegistered || !new InMemoryEventQueue(own).isAsClaimed(claim)) {
      throw new StaleClaimException("something in the queue is not as expected any more");
    }
    conclude(batch, at);
  }

  @Override
  public List<RecordedDecision> decisions(EventId id) {
    return tables.decisionsByEvent.at(id).values().stream()
        .filter(row -> row.tenant().equals(own.tenant()))
        .map(this::withActions)
        .toList();
  }

  private RecordedDecision withActions(DecisionRow row) {
    List<RecordedAction> actions =
        tables.actionsByDecision.at(row.id()).values().stream().map(ActionRow::action).toList();
    return new RecordedDecision(row.id(), row.eventId(), row.decision(), row.decidedAt(), actions);
  }

  @Override
  public List<RecordedEffect> effects(Collection<ActionId> actions) {
    List<Long> written =
        actions.stream()
            .distinct()
            .flatMap(action -> tables.effectsByAction.at(action).keySet().stream())
            .sorted()
            .toList();
    return Stream.of(Task.class, OutboxMessage.class, Recommendation.class)
        .flatMap(
            kind ->
                written.stream()
                    .flatMap(id -> tables.effects.find(id).stream())
                    .filter(row -> row.tenant().equals(own.tenant()))
                    .filter(row -> kind.isInstance(row.effect())))
        .map(row -> EffectSummary.of(row.actionId(), row.id(), row.effect()))
        .toList();
  }

  @Override
  public Optional<RecordedAction> lockAction(ActionId id) {
    return own.action(id).map(ActionRow::action);
  }

  @Override
  public void updateAction(ActionId id, ActionStatus status, JsonObject result, Instant at) {
    ActionRow row = own.requireOwn(id);
    RecordedAction before = row.action();
    RecordedAction after =
        new RecordedAction(
            id, before.decisionId(), before.action(), status, result, finishedAt(status, at));
    tables.actions.put(id, new ActionRow(row.tenant(), row.eventId(), after));
  }

  static @Nullable Instant finishedAt(ActionStatus status, Instant at) {
    return status == ActionStatus.PENDING || status == ActionStatus.FAILED ? null : at;
  }
}
