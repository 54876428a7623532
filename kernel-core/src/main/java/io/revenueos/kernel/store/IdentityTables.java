package io.revenueos.kernel.store;

import static java.util.Comparator.comparing;

import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** The rows of the in-memory store about users, workspaces and modules. Guarded by its lock. */
final class IdentityTables {
  record UserKey(TenantId tenant, UserId id) {}

  record UserRow(TenantId tenant, TenantUser user) {}

  record WorkspaceKey(TenantId tenant, WorkspaceId id) {}

  record WorkspaceRow(TenantId tenant, Workspace workspace) {}

  record MemberKey(WorkspaceKey workspace, UserId user) {}

  record MemberRow(WorkspaceKey workspace, Member member) {
    UserKey user() {
      return new UserKey(workspace.tenant(), member.user());
    }
  }

  record RoleRow(UserKey user, Role role) {}

  record SwitchKey(TenantId tenant, String module) {}

  record SwitchRow(TenantId tenant, ModuleSwitch position) {}

  /** As databases order them; {@link UUID#compareTo} takes the halves for signed. */
  private static final Comparator<UUID> UNSIGNED =
      comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final Comparator<UserId> BY_USER = comparing(UserId::value, UNSIGNED);

  final MemoryTable<UserKey, UserRow> users;
  final MemoryIndex<TenantId, UserKey, UserRow> usersByTenant;
  final MemoryTable<WorkspaceKey, WorkspaceRow> workspaces;
  final MemoryIndex<TenantId, WorkspaceKey, WorkspaceRow> workspacesByTenant;
  final MemoryTable<MemberKey, MemberRow> members;
  final MemoryIndex<WorkspaceKey, MemberKey, MemberRow> membersByWorkspace;
  final MemoryIndex<UserKey, MemberKey, MemberRow> membersByUser;
  final MemoryTable<RoleRow, RoleRow> roles;
  final MemoryIndex<UserKey, RoleRow, RoleRow> rolesByUser;
  final MemoryTable<SwitchKey, SwitchRow> switches;
  final MemoryIndex<TenantId, SwitchKey, SwitchRow> switchesByTenant;

  /** Each order is one of rows that have their index in common. */
  IdentityTables(UndoLog undo) {
    users = new MemoryTable<>(undo, comparing(UserKey::id, BY_USER));
    usersByTenant = users.indexedBy(row -> Optional.of(row.tenant()));
    workspaces = new MemoryTable<>(undo, comparing(key -> key.id().value(), UNSIGNED));
    workspacesByTenant = workspaces.indexedBy(row -> Optional.of(row.tenant()));
    Comparator<MemberKey> byWorkspace = comparing(key -> key.workspace().id().value(), UNSIGNED);
    members = new MemoryTable<>(undo, byWorkspace.thenComparing(MemberKey::user, BY_USER));
    membersByWorkspace = members.indexedBy(row -> Optional.of(row.workspace()));
    membersByUser = members.indexedBy(row -> Optional.of(row.user()));
    roles = new MemoryTable<>(undo, comparing(row -> row.role().name()));
    rolesByUser = roles.indexedBy(row -> Optional.of(row.user()));
    switches = new MemoryTable<>(undo, comparing(SwitchKey::module));
    switchesByTenant = switches.indexedBy(row -> Optional.of(row.tenant()));
  }
}
