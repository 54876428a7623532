package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps everything in this JVM's memory and forgets it when closed: for tests and first steps. One
 * transaction runs at a time. It keeps the whole contract of the port, rollback included.
 */
public final class InMemoryKernelStore implements KernelStore {
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final MemoryTables tables = new MemoryTables();

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return locked(
        () -> {
          if (oneAtATime.getHoldCount() > 1) {
            throw new IllegalStateException("a transaction is already open on this thread");
          }
          MemoryTables.Savepoint before = tables.savepoint();
          boolean committed = false;
          try {
            T result = work.apply(new InMemoryTransaction(tables, scope));
            committed = true;
            return result;
          } finally {
            if (!committed) {
              tables.rollBackTo(before);
            }
          }
        });
  }

  @Override
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return locked(
        () ->
            tables.events.stream()
                .filter(event -> event.id().equals(eventId))
                .map(event -> event.event().scope())
                .findFirst());
  }

  @Override
  public KernelStats stats() {
    return locked(tables::stats);
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
          return Optional.ofNullable(tables.tenants.put(tenant.id(), tenant));
        });
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

  private <T> T locked(Supplier<T> work) {
    oneAtATime.lock();
    try {
      return work.get();
    } finally {
      oneAtATime.unlock();
    }
  }
}
