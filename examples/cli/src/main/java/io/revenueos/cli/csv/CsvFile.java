package io.revenueos.cli.csv;

import io.revenueos.cli.input.Line;
import io.revenueos.cli.input.LineReader;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV file, opened: its header is read, its records come one by one. Not thread-safe. */
public final class CsvFile {
  private final LineReader lines;
  private final CsvReader csv;
  private final List<String> header;

  private CsvFile(LineReader lines, CsvReader csv, List<String> header) {
    this.lines = lines;
    this.csv = csv;
    this.header = header;
  }

  /**
   * Reads the header. Lines may end with LF, CR LF or CR.
   *
   * @param delimiter what stands between cells; when empty, what the header shows
   * @throws InvalidInputException when there is no header, or it cannot be read
   */
  public static CsvFile open(InputStream file, Optional<Character> delimiter) throws IOException {
    LineReader lines = new LineReader(file, CsvReader.MAX_LINE_BYTES, LineReader.LineEnd.LF_OR_CR);
    CsvReader csv = new CsvReader(lines);
    Line first =
        csv.peek().orElseThrow(() -> invalid("expected column names, found an empty file"));
    String text = first instanceof Line.Text readable ? readable.text() : "";
    csv.delimitedBy(delimiter.orElseGet(() -> Delimiter.of(text)));
    CsvRow header = csv.next().orElseThrow();
    if (header instanceof CsvRow.Broken broken) {
      throw invalid(broken.message());
    }
    List<String> names = ((CsvRow.Cells) header).values();
    csv.expectColumns(names.size());
    return new CsvFile(lines, csv, names);
  }

  /**
   * A delimiter as a user writes it; a tab may be written {@code \\t}.
   *
   * @throws InvalidInputException when it is more than one character
   */
  public static Optional<Character> delimiter(@Nullable String given) {
    if (given == null) {
      return Optional.empty();
    }
    String text = given.equals("\\t") ? "\t" : given;
    if (text.length() != 1 || text.equals("\"")) {
      throw new InvalidInputException(
          "invalid_argument", "--delimiter", "expected one character that is not a quote");
    }
    return Optional.of(text.charAt(0));
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("invalid_header", "header", problem);
  }

  /** The names of the columns, as they stand there. */
  public List<String> header() {
    return header;
  }

  /** The next record; empty at the end. One with more or fewer cells than the header is broken. */
  public Optional<CsvRow> next() throws IOException {
    return csv.next();
  }

  /** How much of the file has been taken, in bytes. */
  public long bytesRead() {
    return lines.bytesRead();
  }
}
