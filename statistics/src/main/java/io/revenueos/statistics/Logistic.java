package io.revenueos.statistics;

/**
 * Between probabilities and log-odds: {@code logit(p) = ln(p / (1 - p))}. Computed by {@link
 * StrictMath}, so that every machine gives the same bits.
 */
public final class Logistic {
  /** The nearest to 0 and 1 that log-odds are computed for. */
  private static final double EDGE = 1e-9;

  private Logistic() {}

  /** The probability at log-odds: {@code 1 / (1 + e^-x)}. */
  public static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /**
   * The log-odds of a probability; those of 0 and 1, which are infinite, are cut at about 21.
   *
   * @throws IllegalArgumentException when it is not between 0 and 1
   */
  public static double logOdds(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("expected 0 to 1, found " + probability);
    }
    double inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
    return StrictMath.log(inside / (1 - inside));
  }
}
