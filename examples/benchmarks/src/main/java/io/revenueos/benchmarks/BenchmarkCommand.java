package io.revenueos.benchmarks;

import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.LoadRun;
import io.revenueos.benchmarks.load.Pace;
import io.revenueos.benchmarks.load.Standing;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.benchmarks.load.Writers;
import io.revenueos.benchmarks.report.JsonReport;
import io.revenueos.benchmarks.report.Machine;
import io.revenueos.benchmarks.report.MarkdownReport;
import io.revenueos.benchmarks.report.Report;
import io.revenueos.benchmarks.server.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The load program. */
@Command(
    name = "benchmark",
    usageHelpWidth = 100,
    header = "Measure the kernel beside the database's own speed and its peers.",
    description = {
      "",
      "On one PostgreSQL, each of all contenders in turn, round by round: a backlog is accepted and"
          + " done; units are accepted one per call; units are submitted at a fixed rate and timed"
          + " until their effect is committed. Each round begins with another contender. Prints a"
          + " table of medians and ratios.",
      ""
    })
public final class BenchmarkCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  @SuppressWarnings("UnusedVariable") // Picocli sets it and reads it.
  private boolean help;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "20000",
      description = "size of a backlog (default: ${DEFAULT-VALUE})")
  private int units;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "how often all is measured (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      description = "only these: a list joined by commas (default: all)")
  private List<String> names = List.of();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "units a second while latency is measured (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--latency-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "how long latency is measured (default: ${DEFAULT-VALUE})")
  private double latencySeconds;

  @Option(
      names = "--accept-seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "how long units are accepted one per call (default: ${DEFAULT-VALUE})")
  private double acceptSeconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "connections that hand-written JDBC uses for a backlog (default: one per core)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "500",
      description = "units per statement of hand-written JDBC (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      defaultValue = "decisions",
      description =
          "what a unit comes to in the kernel's tables: decisions, or effects, a task and a"
              + " message more (default: ${DEFAULT-VALUE})")
  private Workload workload = Workload.DECISIONS;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "a PostgreSQL to measure on, with a user who may create databases"
              + " (default: an embedded one, started for the run)")
  private @Nullable String url;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the report there as well; as JSON if its name ends in .json")
  private @Nullable Path file;

  BenchmarkCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    LoadPlan plan = plan();
    List<Contender> contenders = contenders();
    String given = url;
    try (PostgresServer server =
        given == null ? PostgresServer.embedded() : PostgresServer.at(given)) {
      List<Standing> standings =
          new LoadRun(plan, server::newDatabase, err::println).measure(contenders);
      Report report =
          new Report(
              Instant.now(),
              new Report.Setting(Machine.here(), server.description()),
              plan,
              standings,
              Machine.peakMib());
      out.println(new MarkdownReport(report));
      write(report);
    }
    return 0;
  }

  private LoadPlan plan() {
    try {
      return new LoadPlan(
          units,
          rounds,
          new Writers(threads, batch),
          new Pace(rate, seconds(latencySeconds), seconds(acceptSeconds)),
          workload);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.round(number * 1_000));
  }

  private List<Contender> contenders() {
    try {
      return names.isEmpty() ? Contenders.all(workload) : Contenders.named(names, workload);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private void write(Report report) throws IOException {
    Path target = file;
    if (target != null) {
      boolean json = target.toString().endsWith(".json");
      Object text = json ? new JsonReport(report) : new MarkdownReport(report);
      Files.writeString(target, text + "\n");
    }
  }
}
