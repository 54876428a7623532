package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;

/** Whether an event names a workspace that its tenant has. Stores look when they accept one. */
final class WorkspaceCheck {
  private WorkspaceCheck() {}

  /**
   * Tenants that are not registered have no list of workspaces to look at.
   *
   * @throws RefusedException when the scope's workspace is not its tenant's ({@code
   *     unknown_workspace})
   */
  static void requireKnown(KernelTransaction transaction, TenantScope scope) {
    WorkspaceId named = scope.workspaceOrNull();
    if (named != null
        && transaction.tenant().isPresent()
        && transaction.identity().workspace(named).isEmpty()) {
      throw NotInTenant.workspace(scope.tenant(), named);
    }
  }
}
