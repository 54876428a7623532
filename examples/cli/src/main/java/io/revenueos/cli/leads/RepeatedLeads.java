package io.revenueos.cli.leads;

import io.revenueos.cmo.scoring.LeadTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rows about a lead that another row is about: the same cells throughout, or the same value
 * in the column that leads are called by. Of rows that agree about the outcome the first counts; of
 * those that do not none does, since which is right is not known.
 */
final class RepeatedLeads {
  private static final Set<String> NAMES =
      Set.of("id", "leadid", "leadnumber", "leadno", "prospectid", "recordid", "uuid");

  /** From which share of different values on a column is taken for the name of a lead. */
  private static final double ALL_DIFFERENT = 0.99;

  private static final int LEAST_ROWS = 20;

  private RepeatedLeads() {}

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException when a column that is named is not
   *     there
   */
  static void judge(LeadTable table, LeadColumns columns, RowFaults faults) {
    Optional<Integer> name =
        columns.id().map(table::indexOf).or(() -> named(table)).or(() -> allDifferent(table));
    int outcome = table.indexOf(columns.outcome());
    Map<Object, Integer> firsts = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      Object key = name.<Object>map(table.row(row)::get).orElse(table.row(row));
      Integer first = key.equals("") ? null : firsts.putIfAbsent(key, row);
      if (first == null) {
        continue;
      }
      String what = name.map(table.columns()::get).orElse("every cell");
      faults.add(
          row,
          "repeated_lead",
          "the same lead as in row %d, by %s".formatted(faults.line(first), what));
      if (!table.row(row).get(outcome).equalsIgnoreCase(table.row(first).get(outcome))) {
        faults.add(
            first,
            "contradicted_lead",
            "row %d is about the same lead, by %s, and has another %s; which is right is not known"
                .formatted(faults.line(row), what, table.columns().get(outcome)));
      }
    }
  }

  private static Optional<Integer> named(LeadTable table) {
    for (int column = 0; column < table.columns().size(); column++) {
      String name = table.columns().get(column).toLowerCase(Locale.ROOT);
      if (NAMES.contains(name.replaceAll("[^a-z0-9]", ""))) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** The first column in which nearly every lead has another value and none has a fraction. */
  private static Optional<Integer> allDifferent(LeadTable table) {
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
