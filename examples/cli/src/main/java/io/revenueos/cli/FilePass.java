package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Progress;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cli.terminal.Terminal.Abilities;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass over a file, item by item: shows progress, reports each item, can be stopped between two
 * of them, and says at the end, or where it had to stop, how far it got. Not thread-safe.
 */
final class FilePass implements AutoCloseable {
  private static final long BIG = 1_000_000;

  /** Where the items come from. */
  interface Source<T> {
    Optional<T> next() throws IOException;

    /** How much of the file has been taken. */
    long bytesRead();
  }

  /** What is done with an item; it has been done when this returns. */
  interface Step<T> {
    /**
     * @return the number of the line it stands on
     */
    long take(T item);
  }

  private final Terminal terminal;
  private final Session session;
  private final Tally tally;
  private final OutputOptions output;
  private final Progress progress;
  private final long start = System.nanoTime();
  private long done;

  FilePass(Terminal terminal, Session session, InputFile file, OutputOptions output, Tally tally) {
    this.terminal = terminal;
    this.session = session;
    this.tally = tally;
    this.output = output;
    this.progress =
        takesAWhile(file, terminal.abilities())
            ? Progress.ofBytes(terminal, file.name(), file.size())
            : Progress.none(terminal);
  }

  private static boolean takesAWhile(InputFile file, Abilities abilities) {
    boolean typed = file.size() < 0 && abilities.inIsTerminal();
    return abilities.errIsTerminal() && !typed && (file.size() < 0 || file.size() > BIG);
  }

  <T> int over(Source<T> source, Step<T> step) throws IOException {
    try (StopSignal stop = StopSignal.onShutdown(this::interrupted)) {
      for (Optional<T> item = source.next(); item.isPresent(); item = source.next()) {
        T next = item.get();
        stop.step(() -> done = step.take(next));
        progress.to(source.bytesRead());
      }
    } catch (IOException | RuntimeException broken) {
      progress.close();
      stoppedEarly();
      throw broken;
    }
    progress.close();
    terminal.message(summary());
    return tally.exitCode();
  }

  /** Reports an item that went well: left out when results and a bar share the screen. */
  void went(Supplier<String> human, Supplier<JsonLine> json) {
    if (output.json || !progress.visible() || !terminal.abilities().outIsTerminal()) {
      report(human, json);
    }
  }

  /** Reports an item whatever else is shown. */
  void report(Supplier<String> human, Supplier<JsonLine> json) {
    progress.above(() -> terminal.result(output.json ? json.get() : human.get()));
  }

  /** Counts and reports an item that was refused. */
  void refuse(String unit, long number, Refusal refusal) {
    tally.refused();
    report(() -> refusal.human(terminal, unit, number), () -> refusal.json(unit, number));
  }

  private String summary() {
    return tally.summary(Duration.ofNanos(System.nanoTime() - start));
  }

  private void interrupted() {
    progress.close();
    session.close();
    stoppedEarly();
  }

  private void stoppedEarly() {
    terminal.message(summary());
    terminal.message(
        done == 0
            ? "Stopped at the start. Run the file again to go on, nothing happens twice."
            : ("Stopped after line %,d. Everything up to there is committed; run the file again to"
                    + " go on, nothing happens twice.")
                .formatted(done));
  }

  @Override
  public void close() {
    progress.close();
  }
}
