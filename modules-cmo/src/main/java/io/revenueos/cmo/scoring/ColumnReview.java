package io.revenueos.cmo.scoring;

import io.revenueos.cmo.scoring.ColumnFinding.Verdict;
import io.revenueos.kernel.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which columns may be learned from. A column that knows the outcome makes any model look brilliant
 * in a test and useless at work; three rules look for them, and each column they find is named:
 *
 * <ol>
 *   <li>by name: {@link LateWords};
 *   <li>one-sided: filled for one outcome at least {@value OneSided#TIMES} times as often as for
 *       the other;
 *   <li>too good: the column alone parts the outcomes as well as all ordinary ones together ({@link
 *       Separation}).
 * </ol>
 *
 * What no rule can see is a column with a harmless name that was filled in later and separates only
 * a little: the caller has to name it.
 *
 * @param findings about columns that are left out or doubtful, in their order
 * @param kept the columns to learn from
 */
public record ColumnReview(List<ColumnFinding> findings, List<String> kept) {
  private static final double ALL_DIFFERENT = 0.99;
  private static final double MOSTLY_DIFFERENT = 0.5;

  public ColumnReview {
    findings = List.copyOf(findings);
    kept = List.copyOf(kept);
  }

  /**
   * @throws InvalidInputException when a wish names a column that is not there, or nothing is left
   */
  public static ColumnReview of(LeadHistory history, ColumnWishes wishes) {
    LeadTable table = history.table();
    Stream.concat(wishes.leaveOut().stream(), wishes.keep().stream()).forEach(table::indexOf);
    List<ColumnFinding> findings = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> judged = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      ColumnCells column = ColumnCells.of(table, c);
      Optional<ColumnFinding> finding = alone(column, history, wishes);
      finding.ifPresent(findings::add);
      if (finding.isEmpty() || !finding.get().verdict().leavesOut()) {
        kept.add(column.name());
      }
      if (finding.isEmpty()) {
        judged.add(column.name());
      }
    }
    for (ColumnFinding tooGood : Separation.of(history).tooGood(judged)) {
      findings.add(tooGood);
      judged.remove(tooGood.column());
      if (tooGood.verdict().leavesOut()) {
        kept.remove(tooGood.column());
      }
    }
    if (kept.isEmpty()) {
      throw new InvalidInputException(
          "no_columns", "columns", "expected at least one to learn from, found none; keep some");
    }
    judged.forEach(name -> OneSided.doubt(column(table, name), history).ifPresent(findings::add));
    return new ColumnReview(inOrder(findings, table), kept);
  }

  private static ColumnCells column(LeadTable table, String name) {
    return ColumnCells.of(table, table.indexOf(name));
  }

  private static List<ColumnFinding> inOrder(List<ColumnFinding> findings, LeadTable table) {
    return table.columns().stream()
        .flatMap(name -> findings.stream().filter(finding -> finding.column().equals(name)))
        .toList();
  }

  /** What can be said of a column without looking at the others. */
  private static Optional<ColumnFinding> alone(
      ColumnCells column, LeadHistory history, ColumnWishes wishes) {
    String name = column.name();
    if (wishes.keeps(name)) {
      return Optional.of(new ColumnFinding(name, Verdict.KEPT_AS_TOLD, "as you said"));
    }
    if (wishes.leavesOut(name)) {
      return Optional.of(new ColumnFinding(name, Verdict.LEFT_OUT_AS_TOLD, "as you said"));
    }
    return saysNothing(column)
        .map(reason -> new ColumnFinding(name, Verdict.SAYS_NOTHING, reason))
        .or(
            () ->
                LateWords.found(name)
                    .map(reason -> new ColumnFinding(name, Verdict.NAMED_LATE, reason)))
        .or(
            () ->
                OneSided.certain(column, history)
                    .map(reason -> new ColumnFinding(name, Verdict.KNOWS_THE_OUTCOME, reason)));
  }

  private static Optional<String> saysNothing(ColumnCells column) {
    int filled = column.filled();
    int distinct = column.distinct();
    if (filled == 0) {
      return Optional.of("empty for every lead");
    }
    if (distinct == 1 && filled == column.size()) {
      return Optional.of("the same for every lead");
    }
    boolean differs =
        column.numeric()
            ? column.isWhole() && distinct >= ALL_DIFFERENT * column.size()
            : distinct > MOSTLY_DIFFERENT * filled;
    return differs && distinct > 20
        ? Optional.of("another value for (nearly) every lead: a name or a number of the lead")
        : Optional.empty();
  }
}
