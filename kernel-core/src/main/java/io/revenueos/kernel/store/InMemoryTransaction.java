package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.store.MemoryTables.RowKey;
import io.revenueos.kernel.tenant.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One transaction on the in-memory tables; the store holds its lock meanwhile. */
final class InMemoryTransaction implements KernelTransaction {
  private final TenantView own;

  InMemoryTransaction(TenantView own) {
    this.own = own;
  }

  @Override
  public Optional<Tenant> tenant() {
    return Optional.ofNullable(own.tables().tenants.get(own.tenant()));
  }

  @Override
  public EventLog events() {
    return new InMemoryEventLog(own);
  }

  @Override
  public EventQueue queue() {
    return new InMemoryEventQueue(own);
  }

  @Override
  public Journal journal() {
    return new InMemoryJournal(own);
  }

  @Override
  public StepQueue steps() {
    return new InMemoryStepQueue(own);
  }

  @Override
  public DeadLetters deadLetters() {
    return new InMemoryDeadLetters(own);
  }

  @Override
  public Identity identity() {
    return new InMemoryIdentity(own);
  }

  @Override
  public ModuleSwitches moduleSwitches() {
    return new InMemoryModuleSwitches(own);
  }

  @Override
  public AgentLedger agents() {
    return new InMemoryAgentLedger(own);
  }

  @Override
  public Optional<Entry> find(Target target) {
    return Optional.ofNullable(own.tables().rows.get(new RowKey(own.tenant(), target)));
  }

  @Override
  public Map<Target, Entry> findAll(Set<Target> targets) {
    Map<Target, Entry> found = new HashMap<>();
    for (Target target : targets) {
      find(target).ifPresent(row -> found.put(target, row));
    }
    return found;
  }

  @Override
  public int prune(Pruning pruning) {
    return new InMemoryPruning(own, pruning).prune();
  }
}
