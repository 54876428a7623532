package io.revenueos.kernel.tenant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose data a call may see and touch. Every call to the kernel and the store carries one; there is
 * no call without.
 */
public record TenantScope(TenantId tenant, @Nullable WorkspaceId workspaceOrNull) {
  public static TenantScope of(TenantId tenant) {
    return new TenantScope(tenant, null);
  }

  /** The same tenant, seen through one of its workspaces. */
  public TenantScope in(WorkspaceId workspace) {
    return new TenantScope(tenant, workspace);
  }

  public Optional<WorkspaceId> workspace() {
    return Optional.ofNullable(workspaceOrNull);
  }

  @Override
  public String toString() {
    return workspaceOrNull == null ? tenant.toString() : tenant + "/" + workspaceOrNull;
  }
}
