package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ModuleAccess;
import io.revenueos.kernel.module.ModuleAccess.Verdict;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.Actor;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a request to a module in, or says what it lacks. */
public final class ModuleRequests {
  private final KernelStore store;
  private final ModuleRegistry modules;
  private final ModuleRules rules;

  public ModuleRequests(KernelStore store, ModuleRegistry modules) {
    this.store = store;
    this.modules = modules;
    this.rules = new ModuleRules(store, modules);
  }

  /**
   * The agent that is to serve a request.
   *
   * @throws RefusedException naming the first thing that is missing
   */
  public AgentSpec admit(@Nullable TenantScope scope, ModuleId id, String mode) {
    AgentSpec agent = modules.agentFor(id, mode);
    if (scope == null) {
      throw new RefusedException(
          "missing_scope", "a request to module %s needs a scope, and has none".formatted(id));
    }
    ModuleAccess access = rules.of(id);
    // As the tenant itself: a user need not see what decides about them.
    return store.inTransaction(
        TenantScope.of(scope.tenant()),
        transaction -> {
          requireOn(scope, access, transaction);
          requireRight(scope, access.manifest(), transaction.identity());
          return agent;
        });
  }

  private static void requireOn(
      TenantScope scope, ModuleAccess access, KernelTransaction transaction) {
    Tenant tenant = ModuleRules.requireTenant(scope.tenant(), transaction);
    Verdict verdict = ModuleRules.verdict(access, tenant, transaction);
    if (!verdict.enabled()) {
      throw new RefusedException(
          "module_off",
          "module %s is off for tenant %s: %s"
              .formatted(access.manifest().id(), scope.tenant(), verdict.reasonText()));
    }
    if (!tenant.active()) {
      throw new RefusedException(
          "inactive_tenant", "tenant %s is deactivated".formatted(scope.tenant()));
    }
  }

  private static void requireRight(TenantScope scope, ModuleManifest manifest, Identity identity) {
    UserId id = scope.actor().map(Actor::user).orElseThrow(() -> missingActor(manifest.id()));
    TenantUser user = identity.user(id).orElseThrow(() -> NotInTenant.user(scope.tenant(), id));
    WorkspaceId workspaceId = scope.workspaceOrNull();
    if (workspaceId != null) {
      Workspace workspace =
          identity
              .workspace(workspaceId)
              .orElseThrow(() -> NotInTenant.workspace(scope.tenant(), workspaceId));
      requirePlace(user, workspace, identity);
    }
    Set<Role> granted = identity.roles(id);
    if (Collections.disjoint(granted, manifest.roles())) {
      throw new RefusedException(
          "missing_role",
          "module %s asks for one of the roles %s; user %s has %s"
              .formatted(
                  manifest.id(),
                  names(manifest.roles()),
                  id,
                  granted.isEmpty() ? "none" : names(granted)));
    }
  }

  private static RefusedException missingActor(ModuleId id) {
    return new RefusedException(
        "missing_actor",
        "a request to module %s needs an actor; call scope.as(Actor.of(user))".formatted(id));
  }

  private static void requirePlace(TenantUser user, Workspace workspace, Identity identity) {
    if (workspace.status() == Workspace.Status.ARCHIVED) {
      throw new RefusedException(
          "archived_workspace", "workspace %s is archived".formatted(workspace.id()));
    }
    if (user.standing() == Standing.ADMIN || user.id().equals(workspace.ownerOrNull())) {
      return;
    }
    Optional<Member> member = identity.member(workspace.id(), user.id());
    if (member.isEmpty()) {
      throw noPlace("user %s is not a member of workspace %s", user, workspace);
    }
    if (!member.get().role().mayWork()) {
      throw noPlace("user %s may see workspace %s, and not work in it", user, workspace);
    }
  }

  private static RefusedException noPlace(String problem, TenantUser user, Workspace workspace) {
    return new RefusedException(
        "no_workspace_access", problem.formatted(user.id(), workspace.id()));
  }

  private static String names(Collection<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(", "));
  }
}
