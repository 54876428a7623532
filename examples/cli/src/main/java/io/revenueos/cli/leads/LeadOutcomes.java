package io.revenueos.cli.leads;

import io.revenueos.cmo.scoring.LeadHistory;
import io.revenueos.cmo.scoring.LeadTable;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Leads parted by what their column for the outcome says.
 *
 * @param history those with an outcome, without that column
 * @param open the rows of those without
 * @param meaning what is taken for what, for people
 */
public record LeadOutcomes(LeadHistory history, List<Integer> open, String meaning) {
  private static final int SHOWN = 10;

  public LeadOutcomes {
    open = List.copyOf(open);
  }

  /**
   * @param positive what stands there for a conversion; when empty, the one of two values that
   *     means yes
   * @throws InvalidInputException when there is no such column, or what means a conversion is not
   *     clear or stands nowhere
   */
  public static LeadOutcomes of(LeadTable table, String column, Optional<String> positive) {
    int place = table.indexOf(column);
    String[] cells = new String[table.size()];
    Map<String, Integer> counts = new TreeMap<>();
    for (int row = 0; row < cells.length; row++) {
      cells[row] = OutcomeWords.of(table, row, place);
      counts.merge(cells[row], 1, Integer::sum);
    }
    Integer unknown = counts.remove("");
    String yes = meaningYes(column, counts, positive);
    int[] known = rows(cells, false);
    boolean[] outcomes = new boolean[known.length];
    for (int i = 0; i < known.length; i++) {
      outcomes[i] = cells[known[i]].equals(yes);
    }
    List<String> others = new ArrayList<>(table.columns());
    others.remove(place);
    LeadTable rest = table.withColumns(others).withRows(known);
    String meaning =
        "%s: %s%s"
            .formatted(
                column,
                said(counts, yes),
                unknown == null ? "" : ", empty %,d (open)".formatted(unknown));
    return new LeadOutcomes(
        LeadHistory.of(rest, outcomes), Arrays.stream(rows(cells, true)).boxed().toList(), meaning);
  }

  private static int[] rows(String[] cells, boolean empty) {
    return IntStream.range(0, cells.length).filter(row -> cells[row].isEmpty() == empty).toArray();
  }

  private static String said(Map<String, Integer> counts, String yes) {
    return counts.entrySet().stream()
        .map(
            count ->
                "%s %,d (%s)"
                    .formatted(
                        count.getKey(),
                        count.getValue(),
                        count.getKey().equals(yes) ? "converted" : "did not"))
        .collect(Collectors.joining(", "));
  }

  private static String meaningYes(
      String column, Map<String, Integer> counts, Optional<String> positive) {
    String found =
        counts.keySet().stream().limit(SHOWN).map(Text::quoted).collect(Collectors.joining(", "));
    if (positive.isPresent()) {
      String wanted = positive.get().strip().toLowerCase(Locale.ROOT);
      if (!counts.containsKey(wanted)) {
        throw invalid(
            "--positive",
            "expected a value of %s, found %s; there are %s"
                .formatted(column, Text.quoted(wanted), found));
      }
      return wanted;
    }
    List<String> yes = counts.keySet().stream().filter(OutcomeWords.YES::contains).toList();
    if (counts.size() != 2 || yes.size() != 1) {
      throw invalid(
          column,
          "expected two values, one of which means yes, found %d: %s; say which means a conversion with --positive"
              .formatted(counts.size(), found.isEmpty() ? "none" : found));
    }
    return yes.get(0);
  }

  private static InvalidInputException invalid(String field, String problem) {
    return new InvalidInputException("invalid_outcome", field, problem);
  }
}
