package io.revenueos.cli.deals;

import io.revenueos.kernel.event.KernelEvent;
import java.util.List;
import java.util.stream.Stream;

/** What a row of the export came to. */
public sealed interface DealRow {
  /** The line of the file it starts on; the header stands on the first. */
  long row();

  /** The row is an event. */
  record Imported(long row, KernelEvent event, List<FieldNote> notes) implements DealRow {
    public Imported {
      notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    public Imported noting(FieldNote note) {
      return new Imported(row, event, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }
  }

  /**
   * The row cannot be one.
   *
   * @param code a stable machine code
   * @param field the column, as the file names it; empty when it is the row as a whole
   * @param message the field, what was expected, and what was found
   */
  record Refused(long row, String code, String field, String message) implements DealRow {}
}
