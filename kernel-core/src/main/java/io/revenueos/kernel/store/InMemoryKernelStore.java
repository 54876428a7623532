package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.MemoryTables.PauseKey;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps everything in this JVM's memory and forgets it with the object: for tests and first steps.
 * One transaction runs at a time. It keeps the whole contract of the port, rollback included.
 */
public final class InMemoryKernelStore implements KernelStore {
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final MemoryTables tables = new MemoryTables();
  private final MemorySignals signals = new MemorySignals();

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return atomically(() -> work.apply(new InMemoryTransaction(view(scope.tenant()))));
  }

  @Override
  public List<Receipt> accept(
      List<KernelEvent> events, Admission admission, Instant at, Wake wake) {
    List<Receipt> receipts = atomically(() -> append(events, admission, at));
    if (wake == Wake.EVERYONE && !receipts.stream().allMatch(Receipt::duplicate)) {
      signals.send();
    }
    return receipts;
  }

  @Override
  public Accepted acceptOne(KernelEvent event, Admission admission, Instant at, Wake wake) {
    OpenPartition partition =
        new OpenPartition(event.scope().tenant(), EntityKey.of(event.entity()).partition());
    Accepted accepted =
        atomically(
            () -> {
              boolean first = tables.queueByPartition.at(partition).isEmpty();
              Receipt receipt = append(List.of(event), admission, at).get(0);
              return new Accepted(
                  receipt, first && !receipt.duplicate() ? tables.stamp(partition) : null);
            });
    if (wake == Wake.EVERYONE && !accepted.receipt().duplicate()) {
      signals.send();
    }
    return accepted;
  }

  private List<Receipt> append(List<KernelEvent> events, Admission admission, Instant at) {
    for (KernelEvent event : events) {
      admit(event.scope().tenant(), admission);
    }
    List<Receipt> receipts = new ArrayList<>();
    for (KernelEvent event : events) {
      EventLog log = new InMemoryEventLog(view(event.scope().tenant()));
      Receipt receipt = log.append(List.of(Arrival.queued(event)), at).get(0);
      if (!receipt.duplicate()) {
        requireKnownWorkspace(event.scope());
      }
      receipts.add(receipt);
    }
    return List.copyOf(receipts);
  }

  private void admit(TenantId id, Admission admission) {
    Tenant tenant = tables.tenants.get(id);
    if (tenant == null && admission == Admission.REGISTERED) {
      throw ofTenant(
          id,
          "unknown_tenant",
          "tenant %s is not registered, and this kernel requires registration");
    }
    if (tenant != null && !tenant.active()) {
      throw ofTenant(id, "inactive_tenant", "tenant %s is deactivated");
    }
  }

  private static NotAdmittedException ofTenant(TenantId id, String code, String message) {
    return new NotAdmittedException(
        new RefusedException(code, message.formatted(id)), scope -> scope.tenant().equals(id));
  }

  private void requireKnownWorkspace(TenantScope scope) {
    WorkspaceId workspace = scope.workspaceOrNull();
    if (workspace != null
        && tables.tenants.containsKey(scope.tenant())
        && new InMemoryIdentity(view(scope.tenant())).workspace(workspace).isEmpty()) {
      throw new NotAdmittedException(
          NotInTenant.workspace(scope.tenant(), workspace),
          other ->
              other.tenant().equals(scope.tenant()) && workspace.equals(other.workspaceOrNull()));
    }
  }

  private TenantView view(TenantId tenant) {
    return new TenantView(tables, tenant);
  }

  @Override
  public List<OpenPartition> openPartitions(Instant now) {
    return locked(
        () -> tables.queueByPartition.keys().stream().filter(one -> isOpen(one, now)).toList());
  }

  private boolean isOpen(OpenPartition partition, Instant now) {
    return tables.queueByPartition.at(partition).values().stream()
        .anyMatch(row -> row.entry().isDue(now));
  }

  @Override
  public List<TenantId> tenantsWithSteps() {
    return locked(() -> List.copyOf(tables.stepsByTenant.keys()));
  }

  @Override
  public List<TenantId> tenantsWithDeadLetters() {
    return locked(() -> List.copyOf(tables.lettersByTenant.keys()));
  }

  @Override
  public List<TenantId> tenantsWithEvents() {
    return locked(() -> List.copyOf(tables.eventsByTenant.keys()));
  }

  @Override
  public Optional<Instant> oldestDue() {
    return locked(() -> new MemoryStats(tables).oldestDue());
  }

  @Override
  public KernelStats stats() {
    return locked(() -> new MemoryStats(tables).count());
  }

  @Override
  public List<Pause> pauses() {
    return locked(() -> List.copyOf(tables.pauses.values()));
  }

  @Override
  public void pause(Pause pause) {
    locked(
        () ->
            Optional.ofNullable(tables.pauses.put(new PauseKey(pause.kind(), pause.id()), pause)));
  }

  @Override
  public boolean resume(Pause.Kind kind, String id) {
    return locked(() -> tables.pauses.remove(new PauseKey(kind, id)) != null);
  }

  @Override
  public List<ModuleRollout> rollouts() {
    return locked(() -> List.copyOf(tables.rollouts.values()));
  }

  @Override
  public void rollOut(ModuleRollout rollout) {
    locked(() -> Optional.ofNullable(tables.rollouts.put(rollout.module(), rollout)));
  }

  /** {@inheritDoc} This one cannot: it keeps no runs. */
  @Override
  public Optional<Map<String, Long>> agentRuns(String module, Instant since) {
    return Optional.empty();
  }

  /** {@inheritDoc} Here: by {@link #signal} on this object, on the thread that calls it. */
  @Override
  public Subscription onSignal(Runnable callback) {
    return signals.subscribe(callback);
  }

  @Override
  public void signal() {
    signals.send();
  }

  @Override
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return locked(() -> tables.events.find(eventId).map(row -> row.event().scope()));
  }

  @Override
  public void register(Tenant tenant) {
    locked(
        () -> {
          boolean taken =
              tables.tenants.values().stream()
                  .anyMatch(
                      other ->
                          other.slug().equals(tenant.slug()) && !other.id().equals(tenant.id()));
          if (taken) {
            throw new InvalidInputException(
                "invalid_tenant",
                "slug",
                "expected one that no other tenant has, found " + Text.quoted(tenant.slug()));
          }
          addHome(tenant);
          return Optional.ofNullable(tables.tenants.put(tenant.id(), tenant));
        });
  }

  private void addHome(Tenant tenant) {
    new InMemoryIdentity(view(tenant.id())).addHome(tenant.home());
    if (oneAtATime.getHoldCount() == 1) {
      tables.undo.commit();
    }
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return locked(() -> Optional.ofNullable(tables.tenants.get(id)));
  }

  @Override
  public List<Tenant> tenants() {
    return locked(
        () -> tables.tenants.values().stream().sorted(Comparator.comparing(Tenant::slug)).toList());
  }

  /** Adds a row that {@link Directory#find} will see: what a host's own tables would hold. */
  public void addRow(TenantId tenant, Target target, Directory.Entry row) {
    locked(
        () -> Optional.ofNullable(tables.rows.put(new MemoryTables.RowKey(tenant, target), row)));
  }

  @Override
  public Set<String> missingTables(Collection<String> names) {
    return Set.of();
  }

  @Override
  public String describe() {
    return "in memory";
  }

  @Override
  public void close() {}

  /** Runs work that leaves nothing behind when it throws. */
  private <T> T atomically(Supplier<T> work) {
    return locked(
        () -> {
          if (oneAtATime.getHoldCount() > 1) {
            throw new IllegalStateException("a transaction is already open on this thread");
          }
          boolean committed = false;
          try {
            T result = work.get();
            committed = true;
            return result;
          } finally {
            if (committed) {
              tables.undo.commit();
            } else {
              tables.undo.rollBack();
            }
          }
        });
  }

  private <T> T locked(Supplier<T> work) {
    oneAtATime.lock();
    try {
      return work.get();
    } finally {
      oneAtATime.unlock();
    }
  }
}
