package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.Health;
import io.revenueos.kernel.Health.Check;
import io.revenueos.kernel.Health.ModuleHealth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how well everything is set up. */
@Command(
    name = "health",
    header = "Check the database, the modules and their handlers.",
    description = {"", "Ends with exit code 1 when unhealthy."})
final class HealthCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private OutputOptions output;

  HealthCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      Health health = session.kernel().health();
      if (output.json) {
        host.terminal().result(json(health));
      } else {
        show(health);
      }
      return health.status() == Health.Status.UNHEALTHY ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private static JsonLine json(Health health) {
    return JsonLine.of("status", health.status().stored())
        .with("store", health.store())
        .with("checks", checks(health.kernel()))
        .with(
            "modules",
            health.modules().stream()
                .map(
                    module ->
                        JsonLine.of("id", module.id())
                            .with("status", module.status().stored())
                            .with("checks", checks(module.checks())))
                .toList());
  }

  private static List<JsonLine> checks(List<Check> checks) {
    return checks.stream()
        .map(
            check ->
                JsonLine.of("name", check.name())
                    .with("result", check.result().stored())
                    .with("detail", check.detail()))
        .toList();
  }

  private void show(Health health) {
    Terminal terminal = host.terminal();
    Table table = Table.of("part", "check", "result", "detail");
    health.kernel().forEach(check -> row(table, "kernel", check));
    for (ModuleHealth module : health.modules()) {
      module.checks().forEach(check -> row(table, module.id().value(), check));
    }
    terminal.result(table);
    String status = health.status().stored();
    terminal.result(
        "%s, on %s"
            .formatted(
                terminal.styled(Statuses.style(status), status), Printable.of(health.store())));
  }

  private static void row(Table table, String part, Check check) {
    table.row(part, check.name(), check.result().stored(), check.detail());
  }
}
