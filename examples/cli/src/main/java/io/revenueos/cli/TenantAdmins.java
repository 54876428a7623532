package io.revenueos.cli;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.TenantUser;
import io.revenueos.kernel.tenant.TenantUser.Standing;
import io.revenueos.kernel.tenant.UserId;
import java.util.ArrayList;
import java.util.List;

/** Who asks when nobody is named. */
final class TenantAdmins {
  private TenantAdmins() {}

  /**
   * The tenant's admin.
   *
   * @throws RefusedException when there is no such tenant
   * @throws InvalidInputException when it has none, or several
   */
  static UserId only(Kernel kernel, TenantId tenant) {
    if (kernel.tenant(tenant).isEmpty()) {
      throw new RefusedException(
          "unknown_tenant",
          "tenant %s is not registered; see: revenue tenants list".formatted(tenant));
    }
    List<UserId> admins = admins(kernel, TenantScope.of(tenant));
    if (admins.size() != 1) {
      throw new InvalidInputException(
          "invalid_argument",
          "--user",
          "give one: the tenant has %s; see: revenue tenants show %s"
              .formatted(admins.isEmpty() ? "no admin" : admins.size() + " admins", tenant));
    }
    return admins.get(0);
  }

  private static List<UserId> admins(Kernel kernel, TenantScope scope) {
    return kernel
        .control()
        .identity(
            scope,
            identity -> {
              List<UserId> admins = new ArrayList<>();
              List<TenantUser> page = identity.users(Page.first(Page.MAX_LIMIT));
              while (!page.isEmpty()) {
                page.stream()
                    .filter(user -> user.standing() == Standing.ADMIN)
                    .map(TenantUser::id)
                    .forEach(admins::add);
                page = identity.users(Page.after(page.get(page.size() - 1).id(), Page.MAX_LIMIT));
              }
              return admins;
            });
  }
}
