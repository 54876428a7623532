package io.revenueos.statistics;

/**
 * A calibration that stretches and shifts log-odds (Platt 1999): {@code slope * x + intercept}.
 * What columns added to log-odds is stretched with them, so that an explanation stays exact.
 *
 * @param slope below 1 for a model that was too sure
 */
public record PlattScaling(double slope, double intercept) {
  private static final double RIDGE = 1e-3;

  /** Leaves everything as it is. */
  public static final PlattScaling NONE = new PlattScaling(1, 0);

  /**
   * Fits both by maximum likelihood, with a trace of ridge so that outcomes which the log-odds
   * separate perfectly have an answer.
   *
   * @param logOdds of rows that the model was not fitted on
   * @throws IllegalArgumentException when there are not as many log-odds as outcomes, or none
   */
  public static PlattScaling fit(double[] logOdds, boolean[] outcomes) {
    Samples.paired(logOdds, outcomes);
    double[][] rows = new double[logOdds.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {logOdds[i]};
    }
    LogisticRegression fitted = LogisticRegression.fit(rows, outcomes, RIDGE);
    double slope = fitted.weights()[0];
    // Worse than chance on rows unseen: the order is not to be turned round on noise.
    return slope > 0 ? new PlattScaling(slope, fitted.intercept()) : baseRate(outcomes);
  }

  private static PlattScaling baseRate(boolean[] outcomes) {
    double rate = Samples.count(outcomes) / (double) outcomes.length;
    return new PlattScaling(0, Logistic.logOdds(rate));
  }

  public double logOdds(double raw) {
    return slope * raw + intercept;
  }
}
