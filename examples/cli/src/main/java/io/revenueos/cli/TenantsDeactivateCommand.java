package io.revenueos.cli;

import io.revenueos.cli.terminal.Printable;
import io.revenueos.kernel.tenant.Tenant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Closes the door to a tenant. */
@Command(
    name = "deactivate",
    header = "Take no more events of a tenant.",
    description = {
      "",
      "Its events are refused from then on, and so are requests to its modules. Nothing of it is removed; revenue tenants activate takes it back."
    })
final class TenantsDeactivateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TenantSelection selection;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: your login.")
  private String by = System.getProperty("user.name", "unknown");

  TenantsDeactivateCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      Tenant tenant = selection.in(session.kernel());
      boolean changed = session.provisioning().deactivate(tenant.id(), by);
      host.terminal()
          .message(
              changed
                  ? "Deactivated: %s.".formatted(Printable.of(tenant.name()))
                  : "%s was deactivated before.".formatted(Printable.of(tenant.name())));
      return ExitCode.OK;
    }
  }
}
