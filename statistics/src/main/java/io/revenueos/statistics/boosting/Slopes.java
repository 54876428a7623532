package io.revenueos.statistics.boosting;

/**
 * How the loss of each row changes with its log-odds: first and second derivative of the logistic
 * loss. Changes with every tree. Not thread-safe.
 */
final class Slopes {
  private final double[] gradient;
  private final double[] curvature;

  Slopes(int rows) {
    this.gradient = new double[rows];
    this.curvature = new double[rows];
  }

  /** Probability minus outcome. */
  double gradient(int row) {
    return gradient[row];
  }

  /** {@code p (1 - p)}. */
  double curvature(int row) {
    return curvature[row];
  }

  void set(int row, double probability, boolean outcome) {
    gradient[row] = probability - (outcome ? 1 : 0);
    curvature[row] = Math.max(probability * (1 - probability), 1e-12);
  }
}
