package io.revenueos.cli.leads;

import io.revenueos.cli.csv.DecimalCell;
import io.revenueos.cmo.scoring.LeadTable;
import io.revenueos.kernel.json.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds impossible cells in columns that count something or say how long it took: numbers below 0,
 * and texts that are no numbers. Only columns whose names say so are judged, since a balance may be
 * below 0, and only if nearly all of their cells are numbers. What stands there in more than a
 * hundredth of the cells, such as -1 for never, is a word for unknown and no slip.
 */
final class CountedColumns {
  private static final Set<String> COUNTED =
      Set.of(
          "visits",
          "views",
          "clicks",
          "opens",
          "sessions",
          "touches",
          "downloads",
          "replies",
          "meetings",
          "calls",
          "seconds",
          "minutes",
          "hours",
          "duration",
          "spent");
  private static final double MOSTLY = 0.95;
  private static final double A_WORD = 0.01;

  private CountedColumns() {}

  static void judge(LeadTable table, RowFaults faults) {
    for (int column = 0; column < table.columns().size(); column++) {
      if (counts(table.columns().get(column))) {
        judge(table, column, faults);
      }
    }
  }

  private static boolean counts(String name) {
    String parted = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Arrays.stream(parted.split("[^a-z0-9]+", -1)).anyMatch(COUNTED::contains);
  }

  private static void judge(LeadTable table, int column, RowFaults faults) {
    int[] filled =
        IntStream.range(0, table.size()).filter(row -> table.isFilled(row, column)).toArray();
    Map<String, Integer> wrong = new HashMap<>();
    int numbers = 0;
    for (int row : filled) {
      String cell = table.row(row).get(column);
      OptionalDouble number = DecimalCell.number(cell);
      numbers += number.isPresent() ? 1 : 0;
      if (isWrong(number)) {
        wrong.merge(cell, 1, Integer::sum);
      }
    }
    if (numbers < MOSTLY * filled.length) {
      return;
    }
    wrong.values().removeIf(count -> count > Math.max(1, A_WORD * filled.length));
    List<String> names = table.columns();
    for (int row : filled) {
      String cell = table.row(row).get(column);
      if (wrong.containsKey(cell)) {
        faults.add(
            row,
            "impossible_number",
            "%s: expected a number such as 12.5 that is not below 0, found %s"
                .formatted(names.get(column), Text.quoted(cell)));
      }
    }
  }

  private static boolean isWrong(OptionalDouble number) {
    return number.isEmpty() || number.getAsDouble() < 0 || number.getAsDouble() > DecimalCell.MOST;
  }
}
