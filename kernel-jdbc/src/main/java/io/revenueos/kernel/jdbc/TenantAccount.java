package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.ModuleSwitches;
import io.revenueos.kernel.tenant.Tenant;
import java.util.Optional;

/**
 * What a {@link TenantSession} of a tenant as a whole knows of the tenant itself: its registration,
 * its people and workspaces, its modules. Part of the session's transaction, and of its thread.
 */
public final class TenantAccount {
  private final Session session;
  private final Tables tables;

  TenantAccount(Session session, Tables tables) {
    this.session = session;
    this.tables = tables;
  }

  /** The registration; nobody else changes it until the transaction ends. */
  public Optional<Tenant> lock() {
    return translating(() -> tables.tenants().lock(session.handle(), session.tenant()));
  }

  /**
   * Registers the tenant, unless it is registered. Waits for another transaction that is about to
   * add the same one.
   *
   * @return the registration that is there, as {@link #lock} gives it; empty when it was added
   * @throws io.revenueos.kernel.error.InvalidInputException when another tenant has the slug
   */
  public Optional<Tenant> addOrLock(Tenant tenant) {
    requireOwn(tenant);
    return translating(
        () -> {
          if (tables.tenants().add(session.handle(), tenant)) {
            return Optional.empty();
          }
          Optional<Tenant> there = lock();
          if (there.isEmpty()) {
            throw TenantsTable.slugTaken(tenant);
          }
          return there;
        });
  }

  /**
   * Adds the tenant, or replaces its registration, and sees to its workspace.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when another tenant has the slug
   */
  public void register(Tenant tenant) {
    put(tenant);
    addHome(tenant);
  }

  /**
   * Adds the tenant, or replaces its registration.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException when another tenant has the slug
   */
  public void put(Tenant tenant) {
    requireOwn(tenant);
    translating(
        () -> {
          tables.tenants().put(session.handle(), tenant);
          return tenant;
        });
  }

  /**
   * Adds the workspace that has the tenant's own id.
   *
   * @return false when it is there
   */
  public boolean addHome(Tenant tenant) {
    requireOwn(tenant);
    return translating(() -> tables.workspaces().addHome(session, tenant.home()));
  }

  private void requireOwn(Tenant tenant) {
    if (!tenant.id().equals(session.tenant())) {
      throw new RefusedException(
          "wrong_tenant",
          "tenant %s cannot be registered in a transaction of tenant %s"
              .formatted(tenant.id(), session.tenant()));
    }
  }

  public Identity identity() {
    return new JdbcIdentity(session, tables);
  }

  public ModuleSwitches moduleSwitches() {
    return new JdbcModuleSwitches(session, tables);
  }
}
