package io.revenueos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program's name, and what all commands have in common. */
@Command(
    name = "revenue",
    header = "A revenue kernel on the command line.",
    description = {
      "",
      "Events come in, policies decide, the dispatcher acts, and everything is recorded and can be "
          + "explained."
    },
    version = "revenue-os 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Results go to standard output, everything else to standard error.",
      "Exit codes: 0 all well; 1 something was processed and failed; 2 wrong usage;",
      "3 some input was refused. guard: 0 allow, 10 allow with override, 20 block.",
      "",
      "Start with: revenue demo"
    })
@SuppressWarnings("UnusedVariable") // Picocli reads and sets the fields.
final class RevenueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private final DatabaseOptions database;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say what the command does and takes.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  private boolean version;

  RevenueCommand(Host host) {
    this.database = host.database();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
