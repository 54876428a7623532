package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as they are wanted in a tenant.
 *
 * @param standingOrNull null to leave it as it is; a new user is a member
 * @param roles what they may ask of modules, beside what they may already
 * @param memberships where they work, beside where they do already
 */
public record UserPlan(
    UserId id, @Nullable Standing standingOrNull, Set<Role> roles, List<Membership> memberships) {

  /**
   * A place in a workspace.
   *
   * @param workspace the slug of one of the plan's, or {@code default}
   */
  public record Membership(String workspace, WorkspaceRole role) {}

  public UserPlan {
    roles = Set.copyOf(roles);
    memberships = List.copyOf(memberships);
  }

  TenantUser over(Optional<TenantUser> before) {
    Standing otherwise = before.map(TenantUser::standing).orElse(Standing.MEMBER);
    return new TenantUser(id, Optional.ofNullable(standingOrNull).orElse(otherwise));
  }
}
