package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.RefusedException;

/** Says that a tenant lacks somebody or something; what is another tenant's is not there either. */
public final class NotInTenant {
  private NotInTenant() {}

  /** With the code {@code unknown_user}. */
  public static RefusedException user(TenantId tenant, UserId user) {
    return new RefusedException(
        "unknown_user", "user %s does not belong to tenant %s".formatted(user, tenant));
  }

  /** With the code {@code unknown_workspace}. */
  public static RefusedException workspace(TenantId tenant, WorkspaceId workspace) {
    return new RefusedException(
        "unknown_workspace", "tenant %s has no workspace %s".formatted(tenant, workspace));
  }
}
