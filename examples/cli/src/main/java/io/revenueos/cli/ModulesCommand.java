package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what is plugged in. */
@Command(
    name = "modules",
    header = "List the modules with their modes and policies.",
    description = {"", "The planned ones included."})
final class ModulesCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private OutputOptions output;

  ModulesCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      List<ExecModule> modules = session.kernel().registry().modules();
      if (output.json) {
        modules.forEach(module -> host.terminal().result(json(module)));
      } else {
        host.terminal().result(table(modules));
      }
      return ExitCode.OK;
    }
  }

  private static JsonLine json(ExecModule module) {
    ModuleManifest manifest = module.manifest();
    return JsonLine.of("id", manifest.id())
        .with("name", manifest.name())
        .with("status", manifest.status().stored())
        .with("version", manifest.version())
        .with("modes", manifest.modes())
        .with("policies", policies(module));
  }

  private static Table table(List<ExecModule> modules) {
    Table table = Table.of("id", "name", "status", "version", "modes", "policies");
    for (ExecModule module : modules) {
      ModuleManifest manifest = module.manifest();
      table.row(
          manifest.id(),
          manifest.name(),
          manifest.status().stored(),
          manifest.version(),
          String.join(", ", manifest.modes()),
          String.join(", ", policies(module)));
    }
    return table;
  }

  private static List<String> policies(ExecModule module) {
    return module.policies().stream().map(policy -> policy.name().value()).sorted().toList();
  }
}
