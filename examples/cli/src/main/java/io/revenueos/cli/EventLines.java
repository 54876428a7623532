package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.Line;
import io.revenueos.cli.input.LineReader;
import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import java.io.IOException;
import java.util.Optional;

/** A file of events, one a line; lines with nothing on them are passed over. Not thread-safe. */
final class EventLines implements FilePass.Source<Line> {
  /**
   * Every byte of the largest payload may be written as an escape of six characters; a line that is
   * longer than that and some names cannot be a valid event, unless it is mostly blanks.
   */
  static final int MAX_LINE_BYTES = 6 * KernelBuilder.DEFAULT_MAX_PAYLOAD_BYTES + (1 << 16);

  private static final String LINE = "line";

  private final LineReader lines;

  EventLines(InputFile file) {
    this.lines = new LineReader(file.stream(), MAX_LINE_BYTES, LineReader.LineEnd.LF);
  }

  /** What is done with an event, and reported; may throw what refuses it. */
  interface Step {
    void take(long line, KernelEvent event);
  }

  /** Does a step for each event, and reports each line that is none. */
  int each(FilePass pass, Step step) throws IOException {
    return pass.over(
        this,
        line -> {
          take(pass, step, line);
          return line.number();
        });
  }

  private static void take(FilePass pass, Step step, Line line) {
    if (line instanceof Line.Unreadable unreadable) {
      pass.refuse(LINE, line.number(), Refusal.of(unreadable));
      return;
    }
    try {
      step.take(line.number(), KernelEvent.parse(((Line.Text) line).text()));
    } catch (InvalidInputException | RefusedException refused) {
      pass.refuse(LINE, line.number(), Refusal.of(refused));
    }
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> line = lines.next();
    while (line.isPresent() && line.get() instanceof Line.Text text && text.text().isBlank()) {
      line = lines.next();
    }
    return line;
  }

  @Override
  public long bytesRead() {
    return lines.bytesRead();
  }
}
