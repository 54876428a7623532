package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.SqlErrors.translating;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Member;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One transaction's view of its tenant's users. Whoever writes about a user locks the user's row of
 * {@code user_tenants} first: nobody leaves a tenant while they are given something in it.
 */
record JdbcIdentity(Session session, Tables tables) implements Identity {
  @Override
  public void put(TenantUser user) {
    translating(
        () -> {
          tables.users().put(session, user);
          return user;
        });
  }

  @Override
  public Optional<TenantUser> user(UserId id) {
    return translating(() -> tables.users().find(session, id));
  }

  @Override
  public List<TenantUser> users(Page<UserId> page) {
    return translating(() -> tables.users().page(session, page));
  }

  @Override
  public void remove(UserId user) {
    translating(
        () -> {
          lock(user);
          tables.workspaces().ownedBy(session, user).ifPresent(owned -> refuse(user, owned));
          tables.members().removeAll(session, user);
          tables.roles().removeAll(session, user);
          tables.users().remove(session, user);
          return user;
        });
  }

  private static void refuse(UserId user, WorkspaceId owned) {
    throw new RefusedException(
        "still_owner",
        "user %s owns workspace %s; give it another owner first".formatted(user, owned));
  }

  @Override
  public void put(Workspace workspace) {
    translating(
        () -> {
          workspace.owner().ifPresent(this::lock);
          tables.workspaces().put(session, workspace);
          return workspace;
        });
  }

  @Override
  public Optional<Workspace> workspace(WorkspaceId id) {
    return translating(() -> tables.workspaces().find(session, id));
  }

  @Override
  public List<Workspace> workspaces(Page<WorkspaceId> page) {
    return translating(() -> tables.workspaces().page(session, page));
  }

  @Override
  public void put(Member member) {
    translating(
        () -> {
          require(member.workspace());
          lock(member.user());
          tables.members().put(session, member);
          return member;
        });
  }

  @Override
  public Optional<Member> member(WorkspaceId workspace, UserId user) {
    return translating(() -> tables.members().find(session, require(workspace), user));
  }

  @Override
  public List<Member> members(WorkspaceId workspace, Page<UserId> page) {
    return translating(() -> tables.members().page(session, require(workspace), page));
  }

  @Override
  public boolean removeMember(WorkspaceId workspace, UserId user) {
    return translating(() -> tables.members().remove(session, require(workspace), user));
  }

  @Override
  public boolean grant(UserId user, Role role) {
    return translating(() -> tables.roles().add(session, lock(user), role));
  }

  @Override
  public boolean revoke(UserId user, Role role) {
    return translating(() -> tables.roles().remove(session, lock(user), role));
  }

  @Override
  public Set<Role> roles(UserId user) {
    return translating(
        () -> {
          if (tables.users().find(session, user).isEmpty()) {
            throw NotInTenant.user(session.tenant(), user);
          }
          return tables.roles().of(session, user);
        });
  }

  private WorkspaceId require(WorkspaceId workspace) {
    if (tables.workspaces().find(session, workspace).isEmpty()) {
      throw NotInTenant.workspace(session.tenant(), workspace);
    }
    return workspace;
  }

  private UserId lock(UserId user) {
    if (tables.users().lock(session, user).isEmpty()) {
      throw NotInTenant.user(session.tenant(), user);
    }
    return user;
  }
}
