package io.revenueos.cmo.scoring;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.statistics.Auc;
import io.revenueos.statistics.BrierScore;
import io.revenueos.statistics.LogisticRegression;
import io.revenueos.statistics.ReliabilityTable;
import io.revenueos.statistics.StratifiedFolds;
import java.util.Arrays;

/**
 * How good scores are on leads that the model had not seen: the leads are parted into folds, and
 * each fold is scored by a model learned on the others, calibration and rates of categories
 * included.
 *
 * @param model the calibrated trees
 * @param logistic logistic regression on one-hot columns with a ridge of 1, for comparison
 * @param baseRate whoever always says the base rate of the other folds
 * @param version of the model that was learned on all leads
 */
public record LeadBacktest(
    Quality model, Quality logistic, Quality baseRate, int folds, String version) {
  private static final double RIDGE = 1;
  private static final long SEED = 20_170_103;

  /**
   * How good probabilities were.
   *
   * @param auc 0.5 is chance, 1 perfect
   * @param brier the mean squared distance, 0 is perfect
   */
  public record Quality(double auc, double brier, ReliabilityTable reliability) {
    private static Quality of(double[] said, boolean[] came) {
      return new Quality(
          Auc.of(said, came), BrierScore.of(said, came), ReliabilityTable.of(said, came));
    }

    /** The expected calibration error, in ten bins. */
    public double calibrationError() {
      return reliability.expectedCalibrationError();
    }
  }

  /**
   * @param folds at least 2
   * @throws RefusedException when there are not enough leads of each outcome for a test
   */
  public static LeadBacktest of(LeadHistory history, int folds) {
    if (folds < 2 || history.rarer() < 5L * folds) {
      throw new RefusedException(
          "too_few_leads",
          "a test in %d folds needs 2 or more folds and %d leads of each outcome, found %d that converted and %d that did not"
              .formatted(
                  folds,
                  5L * folds,
                  history.conversions(),
                  history.size() - history.conversions()));
    }
    boolean[] outcomes = history.outcomes();
    StratifiedFolds parts = StratifiedFolds.of(outcomes, folds, SEED);
    double[] trees = new double[outcomes.length];
    double[] logistic = new double[outcomes.length];
    double[] base = new double[outcomes.length];
    for (int fold = 0; fold < folds; fold++) {
      LeadHistory seen = history.withRows(parts.rowsOutside(fold));
      int[] unseen = parts.rowsIn(fold);
      LeadTable asked = history.table().withRows(unseen);
      put(LeadModel.fit(seen).probabilities(asked), unseen, trees);
      put(regression(seen, asked), unseen, logistic);
      double[] rates = new double[unseen.length];
      Arrays.fill(rates, seen.baseRate());
      put(rates, unseen, base);
    }
    return new LeadBacktest(
        Quality.of(trees, outcomes),
        Quality.of(logistic, outcomes),
        Quality.of(base, outcomes),
        folds,
        LeadModel.versionOf(history));
  }

  private static void put(double[] values, int[] rows, double[] into) {
    for (int i = 0; i < rows.length; i++) {
      into[rows[i]] = values[i];
    }
  }

  private static double[] regression(LeadHistory seen, LeadTable asked) {
    OneHotEncoder encoder = OneHotEncoder.fit(seen.table());
    LogisticRegression fitted =
        LogisticRegression.fit(encoder.encode(seen.table()), seen.outcomes(), RIDGE);
    return Arrays.stream(encoder.encode(asked)).mapToDouble(fitted::probability).toArray();
  }
}
