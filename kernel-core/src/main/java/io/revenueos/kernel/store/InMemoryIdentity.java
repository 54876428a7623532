package io.revenueos.kernel.store;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.IdentityTables.MemberKey;
import io.revenueos.kernel.store.IdentityTables.MemberRow;
import io.revenueos.kernel.store.IdentityTables.RoleRow;
import io.revenueos.kernel.store.IdentityTables.UserKey;
import io.revenueos.kernel.store.IdentityTables.UserRow;
import io.revenueos.kernel.store.IdentityTables.WorkspaceKey;
import io.revenueos.kernel.store.IdentityTables.WorkspaceRow;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One transaction's tenant and its users, on the in-memory tables. */
final class InMemoryIdentity implements Identity {
  private final TenantId tenant;
  private final IdentityTables tables;

  InMemoryIdentity(TenantView own) {
    this.tenant = own.tenant();
    this.tables = own.tables().identity;
  }

  @Override
  public void put(TenantUser user) {
    tables.users.put(key(user.id()), new UserRow(tenant, user));
  }

  @Override
  public Optional<TenantUser> user(UserId id) {
    return tables.users.find(key(id)).map(UserRow::user);
  }

  @Override
  public List<TenantUser> users(Page<UserId> page) {
    UserId last = page.afterOrNull();
    return rows(tables.usersByTenant.at(tenant), last == null ? null : key(last)).stream()
        .limit(page.limit())
        .map(UserRow::user)
        .toList();
  }

  @Override
  public void remove(UserId user) {
    UserKey key = requireUser(user);
    tables.workspacesByTenant.at(tenant).values().stream()
        .map(WorkspaceRow::workspace)
        .filter(workspace -> user.equals(workspace.ownerOrNull()))
        .findFirst()
        .ifPresent(
            owned -> {
              throw stillOwner(user, owned.id());
            });
    List.copyOf(tables.membersByUser.at(key).keySet()).forEach(tables.members::remove);
    List.copyOf(tables.rolesByUser.at(key).keySet()).forEach(tables.roles::remove);
    tables.users.remove(key);
  }

  private static RefusedException stillOwner(UserId user, WorkspaceId owned) {
    return new RefusedException(
        "still_owner",
        "user %s owns workspace %s; give it another owner first".formatted(user, owned));
  }

  /** Adds the workspace that every tenant has, unless it is there. */
  void addHome(Workspace home) {
    if (workspace(home.id()).isEmpty()) {
      put(isSlugTaken(home) ? home.called(tenant.toString()) : home);
    }
  }

  @Override
  public void put(Workspace workspace) {
    workspace.owner().ifPresent(this::requireUser);
    if (isSlugTaken(workspace)) {
      throw new InvalidInputException(
          "invalid_workspace",
          "slug",
          "expected one that no other workspace of the tenant has, found "
              + Text.quoted(workspace.slug()));
    }
    tables.workspaces.put(key(workspace.id()), new WorkspaceRow(tenant, workspace));
  }

  private boolean isSlugTaken(Workspace workspace) {
    return tables.workspacesByTenant.at(tenant).values().stream()
        .map(WorkspaceRow::workspace)
        .anyMatch(
            other -> other.slug().equals(workspace.slug()) && !other.id().equals(workspace.id()));
  }

  @Override
  public Optional<Workspace> workspace(WorkspaceId id) {
    return tables.workspaces.find(key(id)).map(WorkspaceRow::workspace);
  }

  @Override
  public List<Workspace> workspaces(Page<WorkspaceId> page) {
    WorkspaceId last = page.afterOrNull();
    return rows(tables.workspacesByTenant.at(tenant), last == null ? null : key(last)).stream()
        .limit(page.limit())
        .map(WorkspaceRow::workspace)
        .toList();
  }

  @Override
  public void put(Member member) {
    WorkspaceKey workspace = requireWorkspace(member.workspace());
    requireUser(member.user());
    tables.members.put(new MemberKey(workspace, member.user()), new MemberRow(workspace, member));
  }

  @Override
  public Optional<Member> member(WorkspaceId workspace, UserId user) {
    return tables
        .members
        .find(new MemberKey(requireWorkspace(workspace), user))
        .map(MemberRow::member);
  }

  @Override
  public List<Member> members(WorkspaceId workspace, Page<UserId> page) {
    WorkspaceKey key = requireWorkspace(workspace);
    UserId last = page.afterOrNull();
    MemberKey after = last == null ? null : new MemberKey(key, last);
    return rows(tables.membersByWorkspace.at(key), after).stream()
        .limit(page.limit())
        .map(MemberRow::member)
        .toList();
  }

  @Override
  public boolean removeMember(WorkspaceId workspace, UserId user) {
    boolean was = member(workspace, user).isPresent();
    tables.members.remove(new MemberKey(key(workspace), user));
    return was;
  }

  @Override
  public boolean grant(UserId user, Role role) {
    RoleRow row = new RoleRow(requireUser(user), role);
    boolean had = tables.roles.find(row).isPresent();
    tables.roles.put(row, row);
    return !had;
  }

  @Override
  public boolean revoke(UserId user, Role role) {
    RoleRow row = new RoleRow(requireUser(user), role);
    boolean had = tables.roles.find(row).isPresent();
    tables.roles.remove(row);
    return had;
  }

  @Override
  public Set<Role> roles(UserId user) {
    return tables.rolesByUser.at(requireUser(user)).values().stream()
        .map(RoleRow::role)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <K, R> Collection<R> rows(NavigableMap<K, R> all, @Nullable K after) {
    // An empty map has no order of its own in which a key could have a place.
    return after == null || all.isEmpty() ? all.values() : all.tailMap(after, false).values();
  }

  private UserKey requireUser(UserId user) {
    if (user(user).isEmpty()) {
      throw NotInTenant.user(tenant, user);
    }
    return key(user);
  }

  private WorkspaceKey requireWorkspace(WorkspaceId workspace) {
    if (workspace(workspace).isEmpty()) {
      throw NotInTenant.workspace(tenant, workspace);
    }
    return key(workspace);
  }

  private UserKey key(UserId user) {
    return new UserKey(tenant, user);
  }

  private WorkspaceKey key(WorkspaceId workspace) {
    return new WorkspaceKey(tenant, workspace);
  }
}
