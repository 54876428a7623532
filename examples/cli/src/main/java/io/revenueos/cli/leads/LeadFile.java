package io.revenueos.cli.leads;

import io.revenueos.cli.csv.CsvFile;
import io.revenueos.cli.csv.CsvRow;
import io.revenueos.cli.csv.RefusedRow;
import io.revenueos.cmo.scoring.LeadTable;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file of leads, read as a whole.
 *
 * @param table those that can be counted
 * @param lines where each of them starts in the file, the header being 1
 * @param refused those that cannot
 */
public record LeadFile(LeadTable table, List<Long> lines, List<RefusedRow> refused) {
  public LeadFile {
    lines = List.copyOf(lines);
    refused = List.copyOf(refused);
  }

  /**
   * Reads all rows. Refused are broken ones, those about a lead that another row is about, those
   * with an outcome that is neither of the two, and those with an impossible count.
   *
   * @param delimiter what stands between cells; when empty, what the header shows
   * @throws InvalidInputException when there is no header, no row, or no such column
   */
  public static LeadFile read(InputStream file, Optional<Character> delimiter, LeadColumns columns)
      throws IOException {
    CsvFile csv = CsvFile.open(file, delimiter);
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    Map<String, String> same = new HashMap<>();
    for (Optional<CsvRow> next = csv.next(); next.isPresent(); next = csv.next()) {
      if (next.get() instanceof CsvRow.Cells cells) {
        // Most cells say what others say: each text is kept once.
        rows.add(cells.values().stream().map(text -> keptOnce(same, text)).toList());
        lines.add(cells.line());
      } else if (next.get() instanceof CsvRow.Broken broken) {
        refused.add(new RefusedRow(broken.line(), broken.code(), broken.message()));
      }
    }
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          "no_rows", "file", "expected rows below the header, found none" + why(refused));
    }
    LeadTable all = LeadTable.of(csv.header(), rows);
    RowFaults faults = new RowFaults(lines);
    RepeatedLeads.judge(all, columns, faults);
    OutcomeWords.judge(all, columns, faults);
    CountedColumns.judge(all, faults);
    return withoutFaults(all, faults, lines, refused);
  }

  private static String why(List<RefusedRow> refused) {
    return refused.stream()
        .findFirst()
        .map(
            row ->
                "; %,d cannot be read, the first on row %d: %s"
                    .formatted(refused.size(), row.line(), row.message()))
        .orElse("");
  }

  private static String keptOnce(Map<String, String> same, String text) {
    String known = same.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static LeadFile withoutFaults(
      LeadTable all, RowFaults faults, List<Long> lines, List<RefusedRow> broken) {
    int[] rows = IntStream.range(0, all.size()).filter(row -> !faults.has(row)).toArray();
    List<RefusedRow> refused = new ArrayList<>(broken);
    refused.addAll(faults.all());
    refused.sort(Comparator.comparingLong(RefusedRow::line));
    return new LeadFile(
        all.withRows(rows), IntStream.of(rows).mapToObj(lines::get).toList(), refused);
  }
}
