package io.revenueos.cli.leads;

import io.revenueos.cmo.scoring.LeadTable;
import io.revenueos.kernel.json.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The words for what became of a lead, and what is none of them. */
final class OutcomeWords {
  static final Set<String> YES =
      Set.of("1", "yes", "y", "true", "won", "closed_won", "closed won", "converted", "customer");
  private static final Set<String> NO =
      Set.of(
          "0",
          "no",
          "n",
          "false",
          "lost",
          "closed_lost",
          "closed lost",
          "not converted",
          "unconverted");

  /**
   * Up to which share of the outcomes others than yes and no are slips, and not a third outcome.
   */
  private static final double SLIPS = 0.05;

  private OutcomeWords() {}

  static String of(LeadTable table, int row, int column) {
    return table.row(row).get(column).strip().toLowerCase(Locale.ROOT);
  }

  /** Where one word means yes and one no, what is neither and rare is a slip. */
  static void judge(LeadTable table, LeadColumns columns, RowFaults faults) {
    int column = table.indexOf(columns.outcome());
    if (columns.positive().isPresent()) {
      return;
    }
    int[] filled =
        IntStream.range(0, table.size()).filter(row -> !of(table, row, column).isEmpty()).toArray();
    Set<String> found = new TreeSet<>();
    IntStream.of(filled).forEach(row -> found.add(of(table, row, column)));
    Optional<String> yes = only(found, YES);
    Optional<String> no = only(found, NO);
    if (yes.isEmpty() || no.isEmpty()) {
      return;
    }
    Set<String> both = Set.of(yes.get(), no.get());
    int[] neither =
        IntStream.of(filled).filter(row -> !both.contains(of(table, row, column))).toArray();
    if (neither.length > SLIPS * filled.length) {
      return;
    }
    for (int row : neither) {
      faults.add(
          row,
          "unclear_outcome",
          "%s: expected %s, %s or nothing, found %s"
              .formatted(
                  columns.outcome(),
                  Text.quoted(yes.get()),
                  Text.quoted(no.get()),
                  Text.quoted(table.row(row).get(column))));
    }
  }

  private static Optional<String> only(Set<String> found, Set<String> wanted) {
    return found.stream().filter(wanted::contains).count() == 1
        ? found.stream().filter(wanted::contains).findFirst()
        : Optional.empty();
  }
}
