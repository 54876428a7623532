package io.revenueos.kernel.store;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
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
 * Who belongs to one transaction's tenant, where they work and what they may ask for. A user or a
 * workspace that is not the tenant's is refused by name ({@link NotInTenant}). Lists are in the
 * order of ids, as unsigned numbers.
 */
public interface Identity {
  /** Adds a user to the tenant, or changes their standing. */
  void put(TenantUser user);

  Optional<TenantUser> user(UserId id);

  List<TenantUser> users(Page<UserId> page);

  /**
   * Takes a user out of the tenant: with their roles, and out of every workspace.
   *
   * @throws RefusedException when the tenant has no such user ({@code unknown_user}), or they own a
   *     workspace ({@code still_owner})
   */
  void remove(UserId user);

  /**
   * Adds a workspace, or replaces the one of the same id.
   *
   * @throws InvalidInputException when another workspace of the tenant has the slug
   * @throws RefusedException when its owner is not a user of the tenant ({@code unknown_user})
   */
  void put(Workspace workspace);

  Optional<Workspace> workspace(WorkspaceId id);

  List<Workspace> workspaces(Page<WorkspaceId> page);

  /**
   * Adds a user to a workspace, or changes what they may do in it.
   *
   * @throws RefusedException when the tenant has no such workspace ({@code unknown_workspace}) or
   *     user ({@code unknown_user})
   */
  void put(Member member);

  /**
   * @throws RefusedException when the tenant has no such workspace ({@code unknown_workspace})
   */
  Optional<Member> member(WorkspaceId workspace, UserId user);

  /**
   * The members of a workspace, in the order of their users.
   *
   * @throws RefusedException when the tenant has no such workspace ({@code unknown_workspace})
   */
  List<Member> members(WorkspaceId workspace, Page<UserId> page);

  /**
   * @return false when the user was no member
   * @throws RefusedException when the tenant has no such workspace ({@code unknown_workspace})
   */
  boolean removeMember(WorkspaceId workspace, UserId user);

  /**
   * Gives a user a role in the tenant.
   *
   * @return false when they had it
   * @throws RefusedException when the tenant has no such user ({@code unknown_user})
   */
  boolean grant(UserId user, Role role);

  /**
   * @return false when the user did not have the role
   * @throws RefusedException when the tenant has no such user ({@code unknown_user})
   */
  boolean revoke(UserId user, Role role);

  /**
   * What is granted to a user.
   *
   * @throws RefusedException when the tenant has no such user ({@code unknown_user})
   */
  Set<Role> roles(UserId user);
}
