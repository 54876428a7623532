package io.revenueos.cmo.scoring;

import io.revenueos.cmo.scoring.ColumnFinding.Verdict;
import java.util.Optional;

/**
 * How often a column is filled for leads that converted and for those that did not. What is filled
 * in on the way to the outcome shows here.
 *
 * @param converted the share filled among those that converted
 * @param other the share filled among the others
 */
record OneSided(double converted, double other, int filled, int empty) {
  /** How many times as often makes it certain. */
  static final int TIMES = 20;

  private static final int LEAST_ROWS = 20;
  private static final double LEAST_SHARE = 0.05;

  /** From which ratio of odds on it is doubtful. */
  private static final double DOUBTFUL_ODDS = 4;

  private static OneSided of(ColumnCells column, LeadHistory history) {
    boolean[] outcomes = history.outcomes();
    int won = 0;
    int lost = 0;
    for (int row = 0; row < outcomes.length; row++) {
      if (column.isFilled(row)) {
        won += outcomes[row] ? 1 : 0;
        lost += outcomes[row] ? 0 : 1;
      }
    }
    int conversions = history.conversions();
    return new OneSided(
        won / (double) Math.max(1, conversions),
        lost / (double) Math.max(1, outcomes.length - conversions),
        won + lost,
        outcomes.length - won - lost);
  }

  /** Why the column is filled for one outcome (nearly) only; empty when it is not. */
  static Optional<String> certain(ColumnCells column, LeadHistory history) {
    OneSided sides = of(column, history);
    double more = Math.max(sides.converted, sides.other);
    double less = Math.min(sides.converted, sides.other);
    boolean enough = sides.filled >= LEAST_ROWS && more >= LEAST_SHARE;
    return enough && less * TIMES <= more ? Optional.of(sides.text()) : Optional.empty();
  }

  /** A doubt about a column that is filled much more often for one outcome. */
  static Optional<ColumnFinding> doubt(ColumnCells column, LeadHistory history) {
    OneSided sides = of(column, history);
    boolean enough = Math.min(sides.filled, sides.empty) >= LEAST_SHARE * history.size();
    double odds =
        (sides.converted * (1 - sides.other)) / Math.max(1e-9, sides.other * (1 - sides.converted));
    boolean skewed = odds >= DOUBTFUL_ODDS || odds <= 1 / DOUBTFUL_ODDS;
    return enough && skewed
        ? Optional.of(
            new ColumnFinding(
                column.name(),
                Verdict.DOUBTFUL,
                sides.text() + "; if it is asked on the way to the outcome, leave it out"))
        : Optional.empty();
  }

  private String text() {
    return "filled for %.0f %% of those that converted and %.0f %% of the others"
        .formatted(100 * converted, 100 * other);
  }
}
