package io.revenueos.cli.csv;

import io.revenueos.cli.input.Line;
import io.revenueos.cli.input.LineReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the records of a CSV file so that a broken one spoils no other: the lines of a record are
 * found first, and when they do not make a record (a quote that is never closed, too few columns),
 * the first of them is reported and reading goes on with the second. Memory is bounded by {@link
 * #MAX_LINES} lines. Not thread-safe.
 */
final class CsvReader {
  /** Over how many lines one record may go. */
  static final int MAX_LINES = 100;

  static final int MAX_LINE_BYTES = 1 << 20;

  private static final int MAX_CHARS = 1 << 20;
  private static final String CODE = "invalid_csv";

  private final LineReader lines;
  private final Deque<Line> again = new ArrayDeque<>();
  private char delimiter;
  private CSVFormat format;
  private int columns = -1;

  CsvReader(LineReader lines) {
    this.lines = lines;
    this.delimiter = ',';
    this.format = format(',');
  }

  private static CSVFormat format(char delimiter) {
    return CSVFormat.Builder.create(CSVFormat.DEFAULT)
        .setDelimiter(delimiter)
        .setIgnoreEmptyLines(false)
        .setIgnoreSurroundingSpaces(true)
        .setRecordSeparator("\n")
        .get();
  }

  /** Sets what stands between two cells, from now on. Default: a comma. */
  void delimitedBy(char newDelimiter) {
    this.delimiter = newDelimiter;
    this.format = format(newDelimiter);
  }

  /** Sets how many cells a record has, from now on. Default: any number. */
  void expectColumns(int count) {
    this.columns = count;
  }

  /** The next line with something on it, left in place. */
  Optional<Line> peek() throws IOException {
    Optional<Line> line = nextLine();
    while (line.isPresent() && line.get() instanceof Line.Text text && text.text().isBlank()) {
      line = nextLine();
    }
    line.ifPresent(again::addFirst);
    return line;
  }

  /** The next record; lines with nothing on them are passed over. */
  Optional<CsvRow> next() throws IOException {
    Optional<Line> first = peek();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    again.removeFirst();
    if (first.get() instanceof Line.Unreadable unreadable) {
      return Optional.of(
          new CsvRow.Broken(unreadable.number(), unreadable.code(), unreadable.message()));
    }
    return Optional.of(record((Line.Text) first.get()));
  }

  private CsvRow record(Line.Text first) throws IOException {
    CsvQuotes quotes = new CsvQuotes(delimiter);
    StringBuilder record = new StringBuilder(first.text());
    List<Line> continued = new ArrayList<>();
    boolean open = quotes.openAfter(first.text());
    while (open) {
      Optional<Line> more = nextLine();
      more.ifPresent(continued::add);
      boolean usable =
          more.isPresent()
              && more.get() instanceof Line.Text
              && continued.size() < MAX_LINES
              && record.length() < MAX_CHARS;
      if (!usable) {
        return broken(
            first,
            continued,
            "a quote is opened and not closed within %d lines".formatted(MAX_LINES));
      }
      String text = ((Line.Text) more.get()).text();
      record.append('\n').append(text);
      open = quotes.openAfter("\n" + text);
    }
    return parsed(first, continued, record.toString());
  }

  private CsvRow parsed(Line.Text first, List<Line> continued, String record) throws IOException {
    List<CSVRecord> found;
    try (CSVParser parser = CSVParser.parse(record, format)) {
      found = parser.getRecords();
    } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
      return broken(first, continued, "expected a delimiter or the end after a closing quote");
    }
    if (found.size() != 1) {
      return broken(first, continued, "expected one record, found %d".formatted(found.size()));
    }
    List<String> cells = found.get(0).toList();
    if (columns >= 0 && cells.size() != columns) {
      return broken(
          first,
          continued,
          "expected %d columns as in the header, found %d".formatted(columns, cells.size()));
    }
    return new CsvRow.Cells(first.number(), cells.stream().map(String::strip).toList());
  }

  private CsvRow broken(Line.Text first, List<Line> continued, String message) {
    for (int i = continued.size() - 1; i >= 0; i--) {
      again.addFirst(continued.get(i));
    }
    return new CsvRow.Broken(first.number(), CODE, message);
  }

  private Optional<Line> nextLine() throws IOException {
    Line repeated = again.pollFirst();
    return repeated != null ? Optional.of(repeated) : lines.next();
  }
}
