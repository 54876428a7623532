package io.revenueos.cli.deals;

import io.revenueos.cli.input.Line;
import io.revenueos.cli.input.LineReader;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CRM's export, opened: its header is understood, its rows are read one by one. Not thread-safe.
 */
public final class DealExport {
  private final LineReader lines;
  private final CsvReader csv;
  private final DealColumns columns;
  private final DealMapping mapping;
  private final DealEvents events;

  private DealExport(
      LineReader lines,
      CsvReader csv,
      DealColumns columns,
      DealMapping mapping,
      DealEvents events) {
    this.lines = lines;
    this.csv = csv;
    this.columns = columns;
    this.mapping = mapping;
    this.events = events;
  }

  /**
   * Reads the header.
   *
   * @param name the file's name; what the events are correlated by
   * @throws InvalidInputException when there is none, or it lacks a column
   */
  public static DealExport open(
      InputStream file, String name, DealMapping mapping, TenantScope scope) throws IOException {
    LineReader lines = new LineReader(file, CsvReader.MAX_LINE_BYTES, LineReader.LineEnd.LF_OR_CR);
    CsvReader csv = new CsvReader(lines);
    Line first = csv.peek().orElseThrow(() -> header("expected column names, found an empty file"));
    String headerText = first instanceof Line.Text text ? text.text() : "";
    csv.delimitedBy(mapping.delimiter().orElseGet(() -> Delimiter.of(headerText)));
    CsvRow header = csv.next().orElseThrow();
    if (header instanceof CsvRow.Broken broken) {
      throw header(broken.message());
    }
    DealColumns columns = DealColumns.of(((CsvRow.Cells) header).values(), mapping);
    csv.expectColumns(columns.count());
    DealEvents events = new DealEvents(columns, mapping, scope, correlation(name));
    return new DealExport(lines, csv, columns, mapping, events);
  }

  /** Fits the contract's 255 characters whatever the file is called. */
  private static String correlation(String name) {
    String visible = name.codePoints().anyMatch(Character::isISOControl) ? "file" : name;
    return "import:" + visible.substring(0, Math.min(visible.length(), 200));
  }

  private static InvalidInputException header(String problem) {
    return new InvalidInputException("invalid_header", "header", problem);
  }

  /** The next row; empty at the end. */
  public Optional<DealRow> next() throws IOException {
    return csv.next().map(this::row);
  }

  private DealRow row(CsvRow row) {
    return row instanceof CsvRow.Broken broken
        ? new DealRow.Refused(broken.line(), broken.code(), "", broken.message())
        : events.of((CsvRow.Cells) row);
  }

  /** How much of the file has been taken, in bytes. */
  public long bytesRead() {
    return lines.bytesRead();
  }

  /** What is taken for granted and should be said, once. */
  public List<String> assumptions() {
    List<String> assumptions = new ArrayList<>();
    if (columns.has(DealField.VALUE)
        && !columns.has(DealField.CURRENCY)
        && mapping.currency().isEmpty()) {
      assumptions.add(
          "no column for currency: %s is assumed; set \"currency\" in a mapping to change it"
              .formatted(DealMapping.DEFAULT_CURRENCY));
    }
    if (!columns.unused().isEmpty()) {
      assumptions.add("columns not imported: " + String.join(", ", columns.unused()));
    }
    return assumptions;
  }
}
