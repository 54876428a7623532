package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.jdbc.Change;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantAccount;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Optional;

/** Writes what of a plan is the kernel's own. Belongs to one transaction. */
final class AccountWriter {
  private final TenantPlan plan;
  private final TenantAccount account;
  private final Identity identity;
  private Changes changes = Changes.none();

  AccountWriter(TenantPlan plan, TenantAccount account) {
    this.plan = plan;
    this.account = account;
    this.identity = account.identity();
  }

  /** The registration comes first: it is locked, and whoever else has the same plan waits. */
  Changes write() {
    count("os_tenant_registry", register());
    for (UserPlan user : plan.users()) {
      count("user_tenants", put(user));
    }
    if (!plan.namesHome()) {
      boolean added = account.addHome(plan.registration().anew());
      count("workspaces", added ? Change.ADDED : Change.UNCHANGED);
    }
    for (WorkspacePlan workspace : plan.workspaces()) {
      count("workspaces", put(workspace));
    }
    plan.users().forEach(this::equip);
    for (ModuleSwitch position : plan.modules()) {
      count("tenant_module_access", set(position));
    }
    return changes;
  }

  private void count(String table, Change change) {
    changes = changes.plus(Changes.of(table, change));
  }

  private Change register() {
    Optional<Tenant> before = account.addOrLock(plan.registration().anew());
    if (before.isEmpty()) {
      return Change.ADDED;
    }
    Tenant wanted = plan.registration().over(before.get());
    if (before.get().equals(wanted)) {
      return Change.UNCHANGED;
    }
    account.put(wanted);
    return Change.UPDATED;
  }

  private Change put(UserPlan user) {
    Optional<TenantUser> before = identity.user(user.id());
    TenantUser wanted = user.over(before);
    Change change = change(before, wanted);
    if (change != Change.UNCHANGED) {
      identity.put(wanted);
    }
    return change;
  }

  private Change put(WorkspacePlan workspace) {
    Optional<Workspace> before = identity.workspace(workspace.id());
    Workspace wanted = workspace.over(before);
    Change change = change(before, wanted);
    if (change != Change.UNCHANGED) {
      identity.put(wanted);
    }
    return change;
  }

  /** Gives a user their roles and their places. */
  private void equip(UserPlan user) {
    for (Role role : user.roles()) {
      boolean added = identity.grant(user.id(), role);
      count("user_roles", added ? Change.ADDED : Change.UNCHANGED);
    }
    for (UserPlan.Membership membership : user.memberships()) {
      count("workspace_members", put(user.id(), membership));
    }
  }

  private Change put(UserId user, UserPlan.Membership membership) {
    WorkspaceId workspace = plan.workspace(membership.workspace());
    Member wanted = new Member(workspace, user, membership.role());
    Change change = change(identity.member(workspace, user), wanted);
    if (change != Change.UNCHANGED) {
      identity.put(wanted);
    }
    return change;
  }

  /** Who said so is kept as long as it stays so. */
  private Change set(ModuleSwitch position) {
    Optional<ModuleSwitch> before = account.moduleSwitches().find(position.module());
    if (before.filter(there -> there.enabled() == position.enabled()).isPresent()) {
      return Change.UNCHANGED;
    }
    account.moduleSwitches().set(position);
    return change(before, position);
  }

  private static <T> Change change(Optional<T> before, T wanted) {
    if (before.isEmpty()) {
      return Change.ADDED;
    }
    return before.get().equals(wanted) ? Change.UNCHANGED : Change.UPDATED;
  }
}
