package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.UUID;

/**
 * A registered tenant with three workspaces beside its own: north, south, and an archived one.
 *
 * @param admin sees all of it
 * @param ada works in north
 * @param ben works in south
 * @param vic may see north, and not work in it
 * @param mia may see north, and works everywhere else
 */
public record Company(
    TenantId tenant,
    WorkspaceId north,
    WorkspaceId south,
    WorkspaceId archived,
    UserId admin,
    UserId ada,
    UserId ben,
    UserId vic,
    UserId mia) {

  /** Registers a new one. */
  public static Company in(Login login) {
    KernelStore store = login.store();
    Company company =
        new Company(
            new TenantId(UUID.randomUUID()),
            workspace(),
            workspace(),
            workspace(),
            user(),
            user(),
            user(),
            user(),
            user());
    store.register(Tenant.of(company.tenant, "t-" + company.tenant, company.mark()));
    store.inTransaction(company.scope(), transaction -> company.settle(transaction.identity()));
    return company;
  }

  private static WorkspaceId workspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  private static UserId user() {
    return new UserId(UUID.randomUUID());
  }

  private Company settle(Identity identity) {
    WorkspaceId own = new WorkspaceId(tenant.value());
    identity.put(Workspace.of(own, "default", "Default"));
    identity.put(Workspace.of(north, "north", mark()));
    identity.put(Workspace.of(south, "south", "South"));
    identity.put(Workspace.of(archived, "archived", "Archived").archived());
    identity.put(TenantUser.admin(admin));
    identity.put(TenantUser.member(ada));
    identity.put(TenantUser.member(ben));
    identity.put(TenantUser.member(vic));
    identity.put(TenantUser.member(mia));
    identity.put(new Member(north, ada, WorkspaceRole.MEMBER));
    identity.put(new Member(archived, ada, WorkspaceRole.MEMBER));
    identity.put(new Member(south, ben, WorkspaceRole.MEMBER));
    identity.put(new Member(north, vic, WorkspaceRole.VIEWER));
    identity.put(new Member(north, mia, WorkspaceRole.VIEWER));
    identity.put(new Member(own, mia, WorkspaceRole.MEMBER));
    identity.put(new Member(south, mia, WorkspaceRole.MEMBER));
    return this;
  }

  /** Stands in texts of north alone. */
  public String mark() {
    return "north-" + tenant.toString().substring(0, 8);
  }

  /** The host, for all of it. */
  public TenantScope scope() {
    return TenantScope.of(tenant);
  }

  public TenantScope inNorth() {
    return scope().in(north);
  }

  public TenantScope inSouth() {
    return scope().in(south);
  }

  /** A user, wherever they work. */
  public TenantScope as(UserId user) {
    return scope().as(Actor.of(user));
  }
}
