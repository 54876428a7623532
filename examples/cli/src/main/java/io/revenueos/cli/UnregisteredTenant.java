package io.revenueos.cli;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;

/** A tenant of whom nothing is found may be new, or its id may be wrong: who asks is told which. */
final class UnregisteredTenant {
  private UnregisteredTenant() {}

  /**
   * A sentence when the tenant is not registered.
   *
   * @param lacking what was looked for and not found, such as {@code deals}
   */
  static Optional<String> note(Kernel kernel, TenantId tenant, String lacking) {
    return kernel.tenant(tenant).isPresent()
        ? Optional.empty()
        : Optional.of(
            "tenant %s is not registered, and has no %s; see: revenue tenants list"
                .formatted(tenant, lacking));
  }

  /**
   * @throws RefusedException when the tenant is not registered
   */
  static void refuse(Kernel kernel, TenantId tenant, String lacking) {
    Optional<String> note = note(kernel, tenant, lacking);
    if (note.isPresent()) {
      throw new RefusedException("unknown_tenant", note.get());
    }
  }
}
