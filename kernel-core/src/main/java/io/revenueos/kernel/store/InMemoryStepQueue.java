package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.MemoryTables.ActionRow;
import io.revenueos.kernel.store.MemoryTables.StepRow;
import io.revenueos.kernel.store.StepEntry.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The step queue of one transaction on the in-memory tables. */
final class InMemoryStepQueue implements StepQueue {
  private final TenantView own;
  private final MemoryTables tables;

  InMemoryStepQueue(TenantView own) {
    this.own = own;
    this.tables = own.tables();
  }

  @Override
  public List<LeasedStep> lease(LeaseRequest request) {
    List<StepRow> free =
        tables.stepsByTenant.at(own.tenant()).values().stream()
            .filter(row -> isWanted(row, request))
            .limit(request.limit())
            .toList();
    return free.stream().map(row -> lease(row, request)).toList();
  }

  private static boolean isWanted(StepRow row, LeaseRequest request) {
    return !row.entry().dueAt().isAfter(request.now())
        && row.entry().lease().filter(lease -> lease.until().isAfter(request.now())).isEmpty()
        && !request.except().contains(row.entry().actionId())
        && isOf(row.step(), request.types(), request.heldModules());
  }

  private static boolean isOf(NewStep step, Set<ActionType> types, Set<String> heldModules) {
    return types.contains(step.type()) && !heldModules.contains(step.module());
  }

  private LeasedStep lease(StepRow row, LeaseRequest request) {
    StepEntry before = row.entry();
    // The fence is of one sequence for all: it grows even when the step was taken out in between.
    StepEntry entry =
        new StepEntry(
            before.actionId(),
            before.attempts() + 1,
            tables.fences.next(),
            before.dueAt(),
            new Lease(request.node(), request.until()));
    put(row, entry);
    ActionRow action = own.requireOwn(entry.actionId());
    RecordedEvent event =
        own.event(action.eventId()).orElseThrow(() -> own.unknown("event " + action.eventId()));
    return new LeasedStep(entry, action.action(), event);
  }

  @Override
  public boolean any(Set<ActionType> types, Set<String> heldModules) {
    return tables.stepsByTenant.at(own.tenant()).values().stream()
        .anyMatch(row -> isOf(row.step(), types, heldModules));
  }

  @Override
  public Optional<StepEntry> lock(ActionId id) {
    return find(id);
  }

  @Override
  public Optional<StepEntry> find(ActionId id) {
    return row(id).map(StepRow::entry);
  }

  @Override
  public boolean renew(ActionId id, long fence, Instant until) {
    Optional<StepRow> held =
        row(id).filter(row -> row.entry().fence() == fence && row.entry().lease().isPresent());
    if (held.isEmpty()) {
      return false;
    }
    StepEntry entry = held.get().entry();
    Lease lease = new Lease(entry.lease().orElseThrow().node(), until);
    put(held.get(), new StepEntry(id, entry.attempts(), fence, entry.dueAt(), lease));
    return true;
  }

  @Override
  public void release(ActionId id, int attempts, Instant dueAt) {
    StepRow row = require(id);
    put(row, new StepEntry(id, attempts, row.entry().fence(), dueAt, null));
  }

  @Override
  public void add(NewStep step) {
    own.requireOwn(step.actionId());
    StepEntry entry = new StepEntry(step.actionId(), 0, 0, step.dueAt(), null);
    tables.steps.insert(step.actionId(), new StepRow(own.tenant(), step, entry));
  }

  @Override
  public void remove(ActionId id) {
    require(id);
    tables.steps.remove(id);
  }

  private void put(StepRow row, StepEntry entry) {
    tables.steps.put(entry.actionId(), new StepRow(row.tenant(), row.step(), entry));
  }

  private StepRow require(ActionId id) {
    return row(id)
        .orElseThrow(() -> own.unknown("action %s that is left to a worker".formatted(id)));
  }

  private Optional<StepRow> row(ActionId id) {
    return tables.steps.find(id).filter(row -> row.tenant().equals(own.tenant()));
  }
}
