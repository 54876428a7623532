package io.revenueos.benchmarks;

import io.revenueos.benchmarks.load.Lane;
import io.revenueos.benchmarks.load.LoadPlan;
import io.revenueos.benchmarks.load.Pace;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.benchmarks.load.Writers;
import io.revenueos.benchmarks.scale.History;
import io.revenueos.benchmarks.scale.Neighbour;
import io.revenueos.benchmarks.server.PostgresServer;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of the kernel's speed in a large company. */
@Command(
    name = "scale",
    usageHelpWidth = 100,
    header = "Measure the kernel beside another tenant's backlog, and on top of a long history.",
    description = {
      "",
      "Single events of one tenant while another tenant's backlog is worked off: how long each takes"
          + " until it is committed. Then the same backlog on an empty database and on a full one,"
          + " in turns.",
      ""
    })
final class ScaleCommand implements Callable<Integer> {
  private static final Pace NO_PACE = new Pace(1, Duration.ofSeconds(1), Duration.ZERO);

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
      names = "--backlog",
      paramLabel = "N",
      defaultValue = "100000",
      description = "events of the busy tenant (default: ${DEFAULT-VALUE})")
  private int backlog;

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "250000",
      description =
          "events that the full database has done, each with a decision and two actions (default:"
              + " ${DEFAULT-VALUE})")
  private int history;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "events that are measured on the empty and the full one; few say more about the first"
              + " seconds after a checkpoint (default: ${DEFAULT-VALUE})")
  private int units;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "turns of the empty and the full database (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "a PostgreSQL to measure on, with a user who may create databases"
              + " (default: an embedded one, started for the run)")
  private @Nullable String url;

  ScaleCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws SQLException {
    if (backlog < 1 || history < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected at least one event, found --backlog %d and --history %d"
              .formatted(backlog, history));
    }
    LoadPlan plan = plan();
    String given = url;
    try (PostgresServer server =
        given == null ? PostgresServer.embedded() : PostgresServer.at(given)) {
      out.println(server.description());
      neighbour(server, plan);
      history(server, plan);
    }
    return 0;
  }

  private LoadPlan plan() {
    try {
      Writers writers = new Writers(Runtime.getRuntime().availableProcessors(), 500);
      return new LoadPlan(units, rounds, writers, NO_PACE, Workload.DECISIONS);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private void neighbour(PostgresServer server, LoadPlan plan) throws SQLException {
    err.println("a backlog of another tenant ...");
    try (Lane lane = Lane.open(server.newDatabase("neighbour"), plan)) {
      Neighbour.Waiting waiting =
          new Neighbour(backlog)
              .measure(lane)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "the backlog was done before a single event was: expected more than --backlog %d"
                              .formatted(backlog)));
      out.printf(
          Locale.ROOT,
          "beside a backlog of %,d: %d single events took %.1f ms (median), %.1f ms at most%n",
          backlog,
          waiting.events(),
          waiting.medianMillis(),
          waiting.longestMillis());
    }
  }

  private void history(PostgresServer server, LoadPlan plan) throws SQLException {
    err.printf(Locale.ROOT, "a history of %,d events ...%n", history);
    History.Speeds speeds =
        new History(history, plan.units(), plan.rounds())
            .measure(server::newDatabase, database -> Lane.open(database, plan));
    out.printf(
        Locale.ROOT,
        "end to end: %,.0f events/s on an empty database, %,.0f on one with %,d: %.2f%n",
        speeds.empty(),
        speeds.full(),
        history,
        speeds.full() / speeds.empty());
  }
}
