package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.tenant.Tenant;

/** The JSON form of a registration, as a plan may begin. */
final class TenantJson {
  private TenantJson() {}

  static JsonLine write(Tenant tenant) {
    return JsonLine.of("tenant_id", tenant.id())
        .with("slug", tenant.slug())
        .with("name", tenant.name())
        .with("description", tenant.description())
        .with("is_active", tenant.active())
        .with("config", (Object) tenant.config());
  }
}
