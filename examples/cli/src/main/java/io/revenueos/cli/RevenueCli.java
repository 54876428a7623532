package io.revenueos.cli;

import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cmo.CmoModule;
import io.revenueos.cro.CroModule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The whole program as a function: streams, environment and arguments in, exit code out. */
public final class RevenueCli {
  private RevenueCli() {}

  /**
   * @param environment what {@link System#getenv()} says; {@code REVENUEOS_DB}, {@code
   *     REVENUEOS_DEBUG} and {@code NO_COLOR} count, and the variables of {@link LanguageModel}
   * @return the exit code; never throws
   */
  public static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
    Errors errors = new Errors(terminal, environment);
    try {
      return commands(new Host(terminal, environment, new DatabaseOptions()), errors)
          .execute(arguments);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
      return errors.report(unexpected);
    }
  }

  private static CommandLine commands(Host host, Errors errors) {
    Terminal terminal = host.terminal();
    CommandLine root =
        new CommandLine(new RevenueCommand(host))
            .addSubcommand(new DemoCommand(host))
            .addSubcommand(new RunCommand(host))
            .addSubcommand(new EmitCommand(host))
            .addSubcommand(new WorkCommand(host))
            .addSubcommand(new GuardCommand(host))
            .addSubcommand(new ExplainCommand(host))
            .addSubcommand(new StatsCommand(host))
            .addSubcommand(
                new CommandLine(new DeadCommand())
                    .addSubcommand(new DeadListCommand(host))
                    .addSubcommand(new DeadRetryCommand(host))
                    .addSubcommand(new DeadDiscardCommand(host)))
            .addSubcommand(new PauseCommand(host))
            .addSubcommand(new ResumeCommand(host))
            .addSubcommand(new ModulesCommand(host))
            .addSubcommand(new HealthCommand(host))
            .addSubcommand(new ExperimentCommand(host))
            .addSubcommand(new VerifyIsolationCommand(host))
            .addSubcommand(
                new CommandLine(new SchemaCommand()).addSubcommand(new SchemaPrintCommand(host)))
            .addSubcommand(
                new CommandLine(new ImportCommand()).addSubcommand(new ImportDealsCommand(host)))
            .addSubcommand("cro", ExecCommand.of(host, new CroModule()))
            .addSubcommand("cmo", ExecCommand.of(host, new CmoModule()))
            .addSubcommand(new ForecastCommand(host))
            .addSubcommand(
                new CommandLine(new DealsCommand()).addSubcommand(new DealsReviewCommand(host)))
            .addSubcommand(
                new CommandLine(new LeadsCommand()).addSubcommand(new LeadsScoreCommand(host)))
            .addSubcommand(
                new CommandLine(new BacktestCommand())
                    .addSubcommand(new BacktestForecastCommand(host))
                    .addSubcommand(new BacktestLeadsCommand(host)))
            .addSubcommand(
                new CommandLine(new TenantsCommand())
                    .addSubcommand(new TenantsAddCommand(host))
                    .addSubcommand(new TenantsListCommand(host))
                    .addSubcommand(new TenantsShowCommand(host))
                    .addSubcommand(new TenantsDeactivateCommand(host))
                    .addSubcommand(new TenantsActivateCommand(host)));
    boolean colour = terminal.abilities().outIsTerminal() && terminal.abilities().colour();
    return root.setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.min(110, Math.max(80, terminal.abilities().columns())))
        .setUsageHelpAutoWidth(false)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setOut(new ResultWriter(terminal))
        .setParameterExceptionHandler((wrong, given) -> errors.usage(wrong))
        .setExecutionExceptionHandler((thrown, command, parsed) -> errors.report(thrown));
  }

  /** Picocli's help goes to the terminal like any other result. */
  private static final class ResultWriter extends PrintWriter {
    private final Terminal terminal;
    private final StringWriter text;

    private ResultWriter(Terminal terminal) {
      this(terminal, new StringWriter());
    }

    private ResultWriter(Terminal terminal, StringWriter text) {
      super(text);
      this.terminal = terminal;
      this.text = text;
    }

    @Override
    public void flush() {
      super.flush();
      String written = text.toString();
      text.getBuffer().setLength(0);
      if (!written.isEmpty()) {
        terminal.result(written.stripTrailing());
      }
    }
  }
}
