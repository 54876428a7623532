package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the kernel needs from a database. Thread-safe. Its contract is a test that every store
 * passes ({@code KernelStoreContract} in this artifact's test jar).
 *
 * <p>Everything a tenant owns is reached through a transaction that is bound to that tenant. What
 * this interface itself offers across tenants is for whoever operates the kernel: the registry,
 * counts, and whose event an id is.
 */
public interface KernelStore extends AutoCloseable {

  /**
   * Runs work in one transaction bound to a tenant: it commits when the work returns, and rolls
   * back without a trace when it throws. Isolation is at least read committed.
   *
   * @throws io.revenueos.kernel.error.UnavailableException when the store cannot do it just now
   */
  <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work);

  /** Whose event this is; empty when there is no such event. */
  Optional<TenantScope> ownerOf(EventId eventId);

  /** Counts over all tenants. */
  KernelStats stats();

  /**
   * Adds a tenant, or replaces the registration of the same {@link Tenant#id()}.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when another tenant has the slug
   */
  void register(Tenant tenant);

  Optional<Tenant> tenant(TenantId id);

  /** All registered tenants, in the order of their slugs. */
  List<Tenant> tenants();

  /** Those of the given tables that do not exist; for health checks. */
  Set<String> missingTables(Collection<String> tables);

  /** One line for a person: the kind of store, and where it is, without credentials. */
  String describe();

  /** Releases what the store itself opened; a data source the host gave stays the host's. */
  @Override
  void close();
}
