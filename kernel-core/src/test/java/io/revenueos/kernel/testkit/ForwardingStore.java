package io.revenueos.kernel.testkit;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.Accepted;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A store that does what another does; for a subclass to watch it, or to let it fail. */
public class ForwardingStore implements KernelStore {
  private final KernelStore store;

  public ForwardingStore(KernelStore store) {
    this.store = store;
  }

  @Override
  public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
    return store.inTransaction(scope, work);
  }

  @Override
  public List<Receipt> accept(
      List<KernelEvent> events, Admission admission, Instant at, Wake wake) {
    return store.accept(events, admission, at, wake);
  }

  @Override
  public Accepted acceptOne(KernelEvent event, Admission admission, Instant at, Wake wake) {
    return store.acceptOne(event, admission, at, wake);
  }

  @Override
  public List<OpenPartition> openPartitions(Instant now) {
    return store.openPartitions(now);
  }

  @Override
  public List<TenantId> tenantsWithSteps() {
    return store.tenantsWithSteps();
  }

  @Override
  public List<TenantId> tenantsWithDeadLetters() {
    return store.tenantsWithDeadLetters();
  }

  @Override
  public List<TenantId> tenantsWithEvents() {
    return store.tenantsWithEvents();
  }

  @Override
  public Optional<Instant> oldestDue() {
    return store.oldestDue();
  }

  @Override
  public List<Pause> pauses() {
    return store.pauses();
  }

  @Override
  public void pause(Pause pause) {
    store.pause(pause);
  }

  @Override
  public boolean resume(Pause.Kind kind, String id) {
    return store.resume(kind, id);
  }

  @Override
  public List<ModuleRollout> rollouts() {
    return store.rollouts();
  }

  @Override
  public void rollOut(ModuleRollout rollout) {
    store.rollOut(rollout);
  }

  @Override
  public Optional<Map<String, Long>> agentRuns(String module, Instant since) {
    return store.agentRuns(module, since);
  }

  @Override
  public Subscription onSignal(Runnable callback) {
    return store.onSignal(callback);
  }

  @Override
  public void signal() {
    store.signal();
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
    return store.missingTables(tables);
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
