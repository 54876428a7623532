package io.revenueos.statistics.inference;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Student's t distribution.
 *
 * @param degreesOfFreedom above 0; need not be whole
 */
record StudentT(double degreesOfFreedom) {
  private static final int HALVINGS = 200;

  /** How likely a value at least this far from 0, on either side, is. */
  double beyond(double t) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    double x = degreesOfFreedom / (degreesOfFreedom + t * t);
    return RegularizedBeta.value(x, degreesOfFreedom / 2, 0.5);
  }

  /**
   * How far from 0 a share of all values reaches, on both sides.
   *
   * @param share such as 0.95
   */
  double reach(double share) {
    double low = 0;
    double high = 1;
    while (beyond(high) > 1 - share) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = low + (high - low) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (beyond(middle) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
