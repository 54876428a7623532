package io.revenueos.cli;

import io.revenueos.cli.terminal.Printable;
import io.revenueos.kernel.tenant.Tenant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens the door to a tenant again. */
@Command(
    name = "activate",
    header = "Take events of a tenant again.",
    description = {"", "Takes back revenue tenants deactivate."})
final class TenantsActivateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TenantSelection selection;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: your login.")
  private String by = System.getProperty("user.name", "unknown");

  TenantsActivateCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      Tenant tenant = selection.in(session.kernel());
      boolean changed = session.provisioning().activate(tenant.id(), by);
      host.terminal()
          .message(
              changed
                  ? "Activated: %s.".formatted(Printable.of(tenant.name()))
                  : "%s was active before.".formatted(Printable.of(tenant.name())));
      return ExitCode.OK;
    }
  }
}
