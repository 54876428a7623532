package io.revenueos.cli;

import io.revenueos.kernel.ModuleDesk;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleAccess.Verdict;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that is known of a tenant. */
record TenantDetails(
    Tenant tenant,
    List<Workspace> workspaces,
    List<Person> people,
    Map<ModuleId, Verdict> modules,
    Map<String, Long> rows) {

  /**
   * A user, the roles that are granted to them, and their places by the workspace's slug.
   *
   * @param roles in the order of their names
   */
  record Person(TenantUser user, List<String> roles, Map<String, WorkspaceRole> places) {}

  static TenantDetails of(Session session, Tenant tenant) {
    TenantScope scope = TenantScope.of(tenant.id());
    ModuleDesk desk = session.kernel().modules();
    Map<ModuleId, Verdict> modules = new LinkedHashMap<>();
    for (ExecModule module : session.kernel().registry().modules()) {
      ModuleId id = module.manifest().id();
      modules.put(id, desk.access(scope, id));
    }
    Map<String, Long> rows = session.provisioning().counts(scope);
    return session
        .kernel()
        .control()
        .identity(
            scope,
            identity -> {
              List<Workspace> workspaces = all(identity::workspaces, Workspace::id);
              return new TenantDetails(
                  tenant, workspaces, people(identity, workspaces), modules, rows);
            });
  }

  private static List<Person> people(Identity identity, List<Workspace> workspaces) {
    Map<UserId, Map<String, WorkspaceRole>> places = new HashMap<>();
    for (Workspace workspace : workspaces) {
      List<Member> members = all(page -> identity.members(workspace.id(), page), Member::user);
      for (Member member : members) {
        places
            .computeIfAbsent(member.user(), user -> new LinkedHashMap<>())
            .put(workspace.slug(), member.role());
      }
    }
    return all(identity::users, TenantUser::id).stream()
        .map(
            user ->
                new Person(
                    user,
                    identity.roles(user.id()).stream().map(Role::name).sorted().toList(),
                    places.getOrDefault(user.id(), Map.of())))
        .toList();
  }

  /** Page after page, to the end. */
  private static <K, R> List<R> all(Function<Page<K>, List<R>> pages, Function<R, K> key) {
    List<R> all = new ArrayList<>();
    List<R> page = pages.apply(Page.first(Page.MAX_LIMIT));
    all.addAll(page);
    while (page.size() == Page.MAX_LIMIT) {
      page = pages.apply(Page.after(key.apply(page.get(page.size() - 1)), Page.MAX_LIMIT));
      all.addAll(page);
    }
    return all;
  }
}
