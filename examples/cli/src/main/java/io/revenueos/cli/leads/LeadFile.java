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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of leads, read as a whole.
 *
 * @param table those that can be counted
 * @param lines where each of them starts in the file, the header being 1
 * @param refused those that cannot
 */
public record LeadFile(LeadTable table, List<Long> lines, List<RefusedRow> refused) {
  /** From which share of different values on a column is taken for the name of a lead. */
  private static final double ALL_DIFFERENT = 0.99;

  private static final int LEAST_ROWS = 20;

  public LeadFile {
    lines = List.copyOf(lines);
    refused = List.copyOf(refused);
  }

  /**
   * Reads all rows. Broken ones are refused, and so are those that repeat an earlier lead: the same
   * cells throughout, or the same value in a column where nearly all differ.
   *
   * @param delimiter what stands between cells; when empty, what the header shows
   * @throws InvalidInputException when there is no header, or no row
   */
  public static LeadFile read(InputStream file, Optional<Character> delimiter) throws IOException {
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
          "no_rows", "file", "expected rows below the header, found none that can be read");
    }
    return withoutRepeated(LeadTable.of(csv.header(), rows), lines, refused);
  }

  private static String keptOnce(Map<String, String> same, String text) {
    String known = same.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static LeadFile withoutRepeated(
      LeadTable all, List<Long> lines, List<RefusedRow> refused) {
    Optional<Integer> name = nameColumn(all);
    Map<Object, Long> first = new HashMap<>();
    List<Integer> kept = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      List<String> cells = all.row(row);
      Object key = name.<Object>map(cells::get).orElse(cells);
      Long before = first.putIfAbsent(key, lines.get(row));
      if (before == null || key.equals("")) {
        kept.add(row);
      } else {
        String what = name.map(column -> all.columns().get(column)).orElse("every cell");
        refused.add(
            new RefusedRow(
                lines.get(row),
                "repeated_lead",
                "the same lead as in row %d, by %s".formatted(before, what)));
      }
    }
    refused.sort(Comparator.comparingLong(RefusedRow::line));
    int[] rows = kept.stream().mapToInt(Integer::intValue).toArray();
    return new LeadFile(all.withRows(rows), kept.stream().map(lines::get).toList(), refused);
  }

  /** The first column in which nearly every lead has another value and none has a fraction. */
  private static Optional<Integer> nameColumn(LeadTable table) {
    for (int c = 0; c < table.columns().size() && table.size() >= LEAST_ROWS; c++) {
      Set<String> different = new HashSet<>();
      boolean named = true;
      for (int row = 0; row < table.size() && named; row++) {
        String cell = table.row(row).get(c);
        named = !cell.isEmpty() && !cell.matches("[-+]?\\d*[.,]\\d+");
        different.add(cell);
      }
      if (named && different.size() >= ALL_DIFFERENT * table.size()) {
        return Optional.of(c);
      }
    }
    return Optional.empty();
  }
}
