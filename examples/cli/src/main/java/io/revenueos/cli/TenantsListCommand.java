package io.revenueos.cli;

import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.tenant.Tenant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the registered tenants. */
@Command(name = "list", description = "List the registered tenants.")
final class TenantsListCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private OutputOptions output;

  TenantsListCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      List<Tenant> tenants = session.kernel().control().tenants();
      if (output.json) {
        tenants.forEach(tenant -> host.terminal().result(TenantJson.write(tenant)));
      } else if (tenants.isEmpty()) {
        host.terminal().message("No tenant is registered; see: revenue tenants add --help");
      } else {
        Table table = Table.of("slug", "tenant", "name", "active", "config");
        tenants.forEach(
            tenant ->
                table.row(
                    tenant.slug(),
                    tenant.id(),
                    tenant.name(),
                    tenant.active() ? "yes" : "no",
                    tenant.config().toJson()));
        host.terminal().result(table);
      }
      return ExitCode.OK;
    }
  }
}
