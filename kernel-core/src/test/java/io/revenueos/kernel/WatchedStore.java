package io.revenueos.kernel;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An in-memory store that lacks certain tables and counts how often it was closed. */
final class WatchedStore implements KernelStore {
  final AtomicInteger closed = new AtomicInteger();
  private final KernelStore store = new InMemoryKernelStore();
  private final Set<String> missing;

  WatchedStore(Set<String> missing) {
    this.missing = missing;
  }

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return store.inTransaction(scope, work);
  }

  @Override
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return store.ownerOf(eventId);
  }

  @Override
  public KernelStats stats() {
    return store.stats();
  }

  @Override
  public void register(Tenant tenant) {
    store.register(tenant);
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return store.tenant(id);
  }

  @Override
  public List<Tenant> tenants() {
    return store.tenants();
  }

  @Override
  public Set<String> missingTables(Collection<String> tables) {
    return missing;
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    store.close();
  }
}
