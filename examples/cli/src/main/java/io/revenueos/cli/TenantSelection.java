package io.revenueos.cli;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.Tenant;
import picocli.CommandLine.Parameters;

/** Which tenant a command is about. */
final class TenantSelection {
  @Parameters(paramLabel = "SLUG_OR_ID", description = "The tenant's slug, or its id.")
  private String name = "";

  /**
   * @throws RefusedException when no tenant is registered by that name
   */
  Tenant in(Kernel kernel) {
    return kernel.control().tenants().stream()
        .filter(
            tenant -> tenant.slug().equals(name) || tenant.id().toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "unknown_tenant",
                    "no tenant has the slug or the id %s; see: revenue tenants list"
                        .formatted(Text.quoted(name))));
  }
}
