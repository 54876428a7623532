package io.revenueos.cmo.scoring;

import io.revenueos.cmo.scoring.ColumnFinding.Verdict;
import io.revenueos.statistics.Auc;
import io.revenueos.statistics.StratifiedFolds;
import io.revenueos.statistics.boosting.BoostedTrees;
import io.revenueos.statistics.boosting.BoostingOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * How well columns part the leads that convert from the others, measured on leads unseen (AUC over
 * folds). A column that alone does as well as all the ordinary ones together was probably filled in
 * by somebody who knew: what is known before the outcome says a little each.
 */
final class Separation {
  /** A column below this is never too good, however little the others say. */
  private static final double LEAST_AUC = 0.8;

  /** From here on no honest column is expected. */
  private static final double CERTAIN_AUC = 0.9;

  /** From here on the ordinary columns say enough to be compared with. */
  private static final double INFORMATIVE_AUC = 0.65;

  private static final int FOLDS = 3;
  private static final long SEED = 20_170_102;
  private static final BoostingOptions QUICK =
      BoostingOptions.DEFAULT.withTrees(60).withLearningRate(0.15).withDepth(4);

  private record Column(String name, double auc) {}

  private final LeadHistory history;

  private Separation(LeadHistory history) {
    this.history = history;
  }

  static Separation of(LeadHistory history) {
    return new Separation(history);
  }

  /**
   * Those that are too good to be true, or may be. Each is set against those that are weak alone,
   * so that two that know the outcome do not cover for each other.
   */
  List<ColumnFinding> tooGood(List<String> columns) {
    if (history.rarer() < 2 * FOLDS) {
      return List.of();
    }
    List<Column> strong = new ArrayList<>();
    List<String> weak = new ArrayList<>();
    for (String name : columns) {
      double auc = auc(List.of(name));
      if (auc >= LEAST_AUC) {
        strong.add(new Column(name, auc));
      } else {
        weak.add(name);
      }
    }
    double together = strong.isEmpty() || weak.isEmpty() ? 0.5 : auc(weak);
    return strong.stream()
        .filter(column -> column.auc() >= together)
        .map(column -> finding(column, together))
        .toList();
  }

  /** Where the ordinary columns say next to nothing, one that says more may be an honest one. */
  private static ColumnFinding finding(Column column, double together) {
    boolean certain = together >= INFORMATIVE_AUC || column.auc() >= CERTAIN_AUC;
    return certain
        ? new ColumnFinding(column.name(), Verdict.KNOWS_THE_OUTCOME, why(column, together))
        : new ColumnFinding(
            column.name(),
            Verdict.DOUBTFUL,
            why(column, together) + "; if it is known only afterwards, leave it out");
  }

  private static String why(Column column, double together) {
    return "alone it parts the outcomes (AUC %.3f) as well as all the ordinary ones together (%.3f)"
        .formatted(column.auc(), together);
  }

  private double auc(List<String> names) {
    LeadHistory some = history.withColumns(names);
    boolean[] outcomes = some.outcomes();
    StratifiedFolds folds = StratifiedFolds.of(outcomes, FOLDS, SEED);
    double[] logOdds = new double[outcomes.length];
    for (int fold = 0; fold < folds.count(); fold++) {
      LeadHistory seen = some.withRows(folds.rowsOutside(fold));
      LeadEncoder encoder = LeadEncoder.fit(seen);
      BoostedTrees trees = BoostedTrees.fit(encoder.encode(seen.table()), seen.outcomes(), QUICK);
      for (int row : folds.rowsIn(fold)) {
        logOdds[row] = trees.logOdds(encoder.encode(some.table(), row));
      }
    }
    return Auc.of(logOdds, outcomes);
  }
}
