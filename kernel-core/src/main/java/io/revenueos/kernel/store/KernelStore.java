package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
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

/**
 * What the kernel needs from a database. Thread-safe. Its contract is a test that every store
 * passes ({@code KernelStoreContract} in this artifact's test jar).
 *
 * <p>Everything a tenant owns is reached through a transaction that is bound to that tenant. What
 * this interface itself offers across tenants is for whoever operates the kernel: accepting events,
 * the registry, counts, whose event an id is, and where there is work, never what it is.
 */
public interface KernelStore extends AutoCloseable {

  /**
   * Runs work in one transaction bound to a tenant: it commits when the work returns, and rolls
   * back without a trace when it throws. Isolation is at least read committed.
   *
   * @throws io.revenueos.kernel.error.UnavailableException when the store cannot do it just now
   */
  <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work);

  /**
   * Adds events of one or several tenants to the log and the queue, in one transaction. Ids are
   * given in the order of the list.
   *
   * @param wake whom the commit tells of it, if one of the events is new
   * @return one receipt per event, in their order; all are committed
   * @throws NotAdmittedException when a tenant is not admitted, or is registered and does not have
   *     the workspace of an event that is not there yet; nothing was stored
   */
  List<Receipt> accept(List<KernelEvent> events, Admission admission, Instant at, Wake wake);

  /**
   * As {@link #accept}, for one event, which a store may do in less time. If it also says what the
   * event's partition bears, the event need not be claimed: {@link Journal#concludeFresh}.
   */
  default Accepted acceptOne(KernelEvent event, Admission admission, Instant at, Wake wake) {
    return new Accepted(accept(List.of(event), admission, at, wake).get(0), null);
  }

  /**
   * Where something is due in the queue: at most one entry per tenant and partition. What has not
   * been tried yet is due whatever the clocks say.
   */
  List<OpenPartition> openPartitions(Instant now);

  /** Tenants that have actions left to a worker, due or not. */
  List<TenantId> tenantsWithSteps();

  /** Tenants that have dead letters which nobody discarded. */
  List<TenantId> tenantsWithDeadLetters();

  /** Tenants that have events. */
  List<TenantId> tenantsWithEvents();

  /** The earliest time at which open work became due, or will; empty when nothing is open. */
  Optional<Instant> oldestDue();

  /** Everything that stands still. */
  List<Pause> pauses();

  /** Adds a pause, or replaces the one of the same kind and id. */
  void pause(Pause pause);

  /**
   * @return false when nothing of this kind and id was paused
   */
  boolean resume(Pause.Kind kind, String id);

  /** What was said about modules for all tenants, in the order of their ids. */
  List<ModuleRollout> rollouts();

  /** Adds a rollout, or replaces the one of the same module. */
  void rollOut(ModuleRollout rollout);

  /**
   * How a module's agents have fared, over all tenants.
   *
   * @param since runs that began then or later
   * @return how many runs by their status ({@code pending}, {@code running}, {@code completed},
   *     {@code failed}, {@code cancelled}, {@code refused}), those that there are; empty when this
   *     store cannot tell
   */
  Optional<Map<String, Long>> agentRuns(String module, Instant since);

  /**
   * Calls back when another process (or another store on this database) may have left work or
   * changed pauses; on any thread, quickly, and sometimes for nothing. Where the database cannot
   * push, nothing is called: the caller polls as well.
   */
  Subscription onSignal(Runnable callback);

  /** Wakes those who listen by {@link #onSignal} on other nodes; best effort. */
  void signal();

  /** Ends with {@link #close()}. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Whose event this is; empty when there is no such event. */
  Optional<TenantScope> ownerOf(EventId eventId);

  /** Counts over all tenants. */
  KernelStats stats();

  /**
   * Adds a tenant, or replaces the registration of the same {@link Tenant#id()}, and adds its
   * {@link Tenant#home()} unless there is a workspace with that id. If another workspace has its
   * slug, the tenant's id takes the place of it.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when another tenant has the slug
   */
  void register(Tenant tenant);

  Optional<Tenant> tenant(TenantId id);

  /** All registered tenants, in the order of their slugs. */
  List<Tenant> tenants();

  /** Those of the given tables that do not exist; for health checks. */
  Set<String> missingTables(Collection<String> tables);

  /**
   * What whoever operates the store should change, a sentence each: a database user that could see
   * more than the kernel lets it, say. Empty when all is well.
   */
  default List<String> concerns() {
    return List.of();
  }

  /** One line for a person: the kind of store, and where it is, without credentials. */
  String describe();

  /** Releases what the store itself opened; a data source the host gave stays the host's. */
  @Override
  void close();
}
