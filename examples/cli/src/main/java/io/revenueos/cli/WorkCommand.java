package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Progress;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.KernelStats;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the workers. */
@Command(
    name = "work",
    header = "Work on events that were accepted, and on actions left to workers.",
    description = {
      "",
      "Until it is stopped (Ctrl-C finishes what is in hand), or with --drain until nothing is pending: "
          + "everything is completed or dead, retries included. On PostgreSQL any number of processes may "
          + "work on one database; an H2 file belongs to one process."
    },
    footer = {"", "Exit code 1: an event or an action is dead."})
final class WorkCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Host host;
  private final WorkTally tally = new WorkTally();

  @Option(names = "--drain", description = "End when nothing is pending.")
  private boolean drain;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many batches are worked on at a time. Default: ${DEFAULT-VALUE}.")
  private int threads = WorkerOptions.defaults().threads();

  @Mixin private OutputOptions output;

  WorkCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    WorkerOptions options = WorkerOptions.defaults().threads(threads);
    try (LanguageModel model = LanguageModel.of(host.environment());
        Session session =
            Session.open(host, builder -> model.in(builder.workers(options).listener(tally)))) {
      Kernel kernel = session.kernel();
      kernel.control().pauses().forEach(pause -> say("paused: " + Pauses.sentence(pause)));
      try (Progress progress = progress(kernel);
          StopSignal stop = StopSignal.onShutdown(() -> stopped(session, progress))) {
        kernel.start();
        work(kernel, progress, stop);
      }
    }
    // What was in hand is finished by now, and counted.
    report();
    return tally.exitCode();
  }

  private void work(Kernel kernel, Progress progress, StopSignal stop) {
    boolean[] done = {false};
    while (!done[0]) {
      stop.step(
          () -> {
            done[0] = drain && kernel.awaitDrained(LOOK);
            if (!drain) {
              pause();
            }
          });
      progress.to(tally.finishedEvents());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Progress progress(Kernel kernel) {
    Terminal terminal = host.terminal();
    if (!terminal.abilities().errIsTerminal()) {
      return Progress.none(terminal);
    }
    if (!drain) {
      say("Working; Ctrl-C ends it.");
      return Progress.none(terminal);
    }
    KernelStats stats = kernel.control().stats();
    return Progress.ofEvents(
        terminal,
        "draining",
        stats.events().getOrDefault(EventStatus.PENDING, 0L)
            + stats.events().getOrDefault(EventStatus.FAILED, 0L));
  }

  private void stopped(Session session, Progress progress) {
    progress.close();
    session.close();
    report();
    say("Stopped. What was in hand is committed; the rest is as pending as before.");
  }

  private void report() {
    if (output.json) {
      JsonLine json = tally.json();
      host.terminal().result(json);
    }
    say(tally.summary());
  }

  private void say(String message) {
    host.terminal().message(message);
  }
}
