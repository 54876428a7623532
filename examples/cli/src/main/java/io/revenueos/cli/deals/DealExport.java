package io.revenueos.cli.deals;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.csv.CsvRow;
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
  private final CsvFile csv;
  private final DealColumns columns;
  private final DealMapping mapping;
  private final DealEvents events;

  private DealExport(CsvFile csv, DealColumns columns, DealMapping mapping, DealEvents events) {
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
    CsvFile csv = CsvFile.open(file, mapping.delimiter());
    DealColumns columns = DealColumns.of(csv.header(), mapping);
    DealEvents events = new DealEvents(columns, mapping, scope, correlation(name));
    return new DealExport(csv, columns, mapping, events);
  }

  /** Fits the contract's 255 characters whatever the file is called. */
  private static String correlation(String name) {
    String visible = name.codePoints().anyMatch(Character::isISOControl) ? "file" : name;
    return "import:" + visible.substring(0, Math.min(visible.length(), 200));
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
    return csv.bytesRead();
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
