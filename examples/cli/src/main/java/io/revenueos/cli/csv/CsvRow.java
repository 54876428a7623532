package io.revenueos.cli.csv;

import java.util.List;

/** One record of a CSV file. */
public sealed interface CsvRow {
  /** The line of the file it starts on. */
  long line();

  /** A record that could be read. */
  record Cells(long line, List<String> values) implements CsvRow {
    public Cells {
      values = List.copyOf(values);
    }
  }

  /** A record that could not; the reader goes on with the line after its first. */
  record Broken(long line, String code, String message) implements CsvRow {}
}
