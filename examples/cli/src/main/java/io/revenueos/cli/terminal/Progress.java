package io.revenueos.cli.terminal;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error for work that takes a while; or nothing, when nobody looks there. */
public final class Progress implements AutoCloseable {
  private static final int REFRESH_MILLIS = 200;
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final Optional<ProgressBar> bar;
  private final PrintStream err;

  private Progress(Optional<ProgressBar> bar, PrintStream err) {
    this.bar = bar;
    this.err = err;
  }

  public static Progress none(Terminal terminal) {
    return new Progress(Optional.empty(), terminal.err());
  }

  /**
   * @param totalBytes negative when it is not known
   */
  public static Progress ofBytes(Terminal terminal, String task, long totalBytes) {
    return of(terminal, task, totalBytes, " KiB", 1024);
  }

  /**
   * @param total negative when it is not known
   */
  public static Progress ofEvents(Terminal terminal, String task, long total) {
    return of(terminal, task, total, " events", 1);
  }

  private static Progress of(
      Terminal terminal, String task, long total, String unit, long unitSize) {
    PrintStream err = terminal.err();
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(Printable.of(task, 30))
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(unit, unitSize)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    text -> err.print("\r" + text), terminal.abilities().columns() - 1))
            .build();
    return new Progress(Optional.of(bar), err);
  }

  public boolean visible() {
    return bar.isPresent();
  }

  public void to(long reached) {
    bar.ifPresent(shown -> shown.stepTo(reached));
  }

  /** Prints something without leaving pieces of the bar behind. */
  public void above(Runnable print) {
    bar.ifPresent(shown -> err.print(CLEAR_LINE));
    print.run();
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.ifPresent(
        shown -> {
          shown.close();
          err.print(CLEAR_LINE);
        });
  }
}
