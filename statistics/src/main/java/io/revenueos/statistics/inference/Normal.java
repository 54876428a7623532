package io.revenueos.statistics.inference;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution. */
final class Normal {
  private static final double ROOT_2 = Math.sqrt(2);

  private Normal() {}

  /** How likely a value at least this far from 0, on either side, is. */
  static double beyond(double z) {
    return Erfc.value(Math.abs(z) / ROOT_2);
  }

  /** The value below which a share of all values lies: about 1.96 for 0.975. */
  static double quantile(double share) {
    return -ROOT_2 * InverseErfc.value(2 * share);
  }
}
