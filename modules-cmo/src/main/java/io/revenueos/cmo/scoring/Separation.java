package io.revenueos.cmo.scoring;

import io.revenueos.cmo.scoring.ColumnFinding.Verdict;
import io.revenueos.statistics.Auc;
import io.revenueos.statistics.StratifiedFolds;
import io.revenueos.statistics.boosting.BoostedTrees;
import io.revenueos.statistics.boosting.BoostingOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well columns part the leads that convert from the others, measured on leads unseen (AUC over
 * folds). A column that alone does as well as all the others together was probably filled in by
 * somebody who knew: what is known before the outcome says a little each.
 */
final class Separation {
  /** A column below this is never too good, however little the others say. */
  private static final double LEAST_AUC = 0.75;

  private static final int FOLDS = 3;
  private static final long SEED = 20_170_102;
  private static final BoostingOptions QUICK =
      BoostingOptions.DEFAULT.withTrees(60).withLearningRate(0.15).withDepth(4);

  private record Column(String name, double auc) {}

  private final LeadHistory history;
  private final List<String> columns;

  private Separation(LeadHistory history, List<String> columns) {
    this.history = history;
    this.columns = new ArrayList<>(columns);
  }

  /**
   * @param columns those in question and those that are kept anyway
   */
  static Separation of(LeadHistory history, List<String> columns) {
    return new Separation(history, columns);
  }

  /** Those of some columns that are too good to be true, the best first. */
  List<ColumnFinding> tooGood(List<String> judged) {
    List<ColumnFinding> findings = new ArrayList<>();
    if (history.rarer() < 2 * FOLDS) {
      return findings;
    }
    List<Column> strong =
        judged.stream()
            .map(name -> new Column(name, auc(List.of(name))))
            .filter(column -> column.auc() >= LEAST_AUC)
            .sorted(Comparator.comparingDouble(Column::auc).reversed())
            .toList();
    for (Column column : strong) {
      List<String> others = new ArrayList<>(columns);
      others.remove(column.name());
      double together = others.isEmpty() ? 0.5 : auc(others);
      if (column.auc() >= together) {
        columns.remove(column.name());
        findings.add(
            new ColumnFinding(column.name(), Verdict.KNOWS_THE_OUTCOME, why(column, together)));
      }
    }
    return findings;
  }

  private static String why(Column column, double together) {
    return "alone it parts the outcomes (AUC %.3f) as well as all others together (%.3f)"
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
