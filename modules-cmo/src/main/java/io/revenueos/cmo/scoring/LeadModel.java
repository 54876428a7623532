package io.revenueos.cmo.scoring;

import io.revenueos.statistics.Logistic;
import io.revenueos.statistics.PlattScaling;
import io.revenueos.statistics.StratifiedFolds;
import io.revenueos.statistics.boosting.BoostedTrees;
import io.revenueos.statistics.boosting.BoostingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A score learned from a tenant's own leads: boosted trees, calibrated by Platt's scaling on leads
 * that the trees had not seen. Immutable.
 */
public final class LeadModel implements LeadScorer {
  /** Changes whenever the same leads would give another model. */
  private static final String METHOD = "lead_model_v1";

  private static final int LEAST_ROWS = 5;
  private static final int MOST_ROWS = 20;
  private static final int INNER_FOLDS = 3;
  private static final long SEED = 20_170_101;

  private final LeadEncoder encoder;
  private final BoostedTrees trees;
  private final PlattScaling calibration;
  private final double baseOdds;
  private final String version;

  private LeadModel(
      LeadEncoder encoder,
      BoostedTrees trees,
      PlattScaling calibration,
      double baseOdds,
      String version) {
    this.encoder = encoder;
    this.trees = trees;
    this.calibration = calibration;
    this.baseOdds = baseOdds;
    this.version = version;
  }

  /**
   * @throws IllegalArgumentException with less than {@value #INNER_FOLDS} leads of an outcome
   */
  static LeadModel fit(LeadHistory history) {
    return fit(history, optionsFor(history));
  }

  /**
   * A hundredth of the leads behind each answer: with few leads every question would be refused.
   */
  private static BoostingOptions optionsFor(LeadHistory history) {
    int minRows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, history.size() / 100));
    return BoostingOptions.DEFAULT.withMinRows(minRows);
  }

  private static LeadModel fit(LeadHistory history, BoostingOptions options) {
    PlattScaling calibration = calibration(history, options);
    LeadEncoder encoder = LeadEncoder.fit(history);
    BoostedTrees trees =
        BoostedTrees.fit(encoder.encode(history.table()), history.outcomes(), options);
    double baseOdds = Math.exp(Logistic.logOdds(history.baseRate()));
    return new LeadModel(encoder, trees, calibration, baseOdds, versionOf(history, options));
  }

  /** The version that a model learned from these leads has. */
  static String versionOf(LeadHistory history) {
    return versionOf(history, optionsFor(history));
  }

  private static String versionOf(LeadHistory history, BoostingOptions options) {
    return METHOD + ":" + Fingerprint.of(history, options);
  }

  /** Every lead is judged by trees, and by rates of categories, that it had no part in. */
  private static PlattScaling calibration(LeadHistory history, BoostingOptions options) {
    boolean[] outcomes = history.outcomes();
    StratifiedFolds folds = StratifiedFolds.of(outcomes, INNER_FOLDS, SEED);
    double[] unseen = new double[outcomes.length];
    for (int fold = 0; fold < folds.count(); fold++) {
      LeadHistory seen = history.withRows(folds.rowsOutside(fold));
      LeadEncoder encoder = LeadEncoder.fit(seen);
      BoostedTrees trees = BoostedTrees.fit(encoder.encode(seen.table()), seen.outcomes(), options);
      for (int row : folds.rowsIn(fold)) {
        unseen[row] = trees.logOdds(encoder.encode(history.table(), row));
      }
    }
    return PlattScaling.fit(unseen, outcomes);
  }

  /** The columns that it was learned on. */
  public List<String> columns() {
    return encoder.columns();
  }

  /** How likely each lead is to become a customer. */
  public double[] probabilities(LeadTable table) {
    return Arrays.stream(encoder.encode(table.withColumns(encoder.columns())))
        .mapToDouble(this::probability)
        .toArray();
  }

  private double probability(double[] encoded) {
    return Logistic.probability(calibration.logOdds(trees.logOdds(encoded)));
  }

  @Override
  public List<LeadScore> score(LeadTable table) {
    LeadTable known = table.withColumns(encoder.columns());
    return IntStream.range(0, known.size())
        .mapToObj(lead -> scoreOf(encoder.encode(known, lead), known.row(lead)))
        .toList();
  }

  private LeadScore scoreOf(double[] encoded, List<String> cells) {
    double probability = probability(encoded);
    double[] contributions = trees.contributions(encoded);
    List<Signal> signals = new ArrayList<>();
    for (int c = 0; c < contributions.length; c++) {
      double contribution = calibration.slope() * contributions[c];
      if (contribution != 0) {
        signals.add(new Signal(encoder.columns().get(c), cells.get(c), contribution));
      }
    }
    signals.sort(
        Comparator.comparingDouble((Signal signal) -> -Math.abs(signal.contribution()))
            .thenComparing(Signal::feature));
    return new LeadScore(
        (int) Math.round(100 * probability),
        Grade.ofOdds(probability / (1 - probability), baseOdds),
        LeadScore.Unit.LOG_ODDS,
        calibration.logOdds(trees.baseline()),
        signals,
        version);
  }

  @Override
  public String version() {
    return version;
  }
}
