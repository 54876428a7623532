package io.revenueos.statistics;

/**
 * The mean squared distance of probabilities from what came (Brier 1950): 0 is perfect; whoever
 * always says the base rate b gets {@code b (1 - b)}.
 */
public final class BrierScore {
  private BrierScore() {}

  /**
   * @throws IllegalArgumentException when there are not as many probabilities as outcomes, none, or
   *     one outside of 0 to 1
   */
  public static double of(double[] probabilities, boolean[] outcomes) {
    Samples.paired(probabilities, outcomes);
    Samples.probabilities(probabilities);
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double miss = probabilities[i] - (outcomes[i] ? 1 : 0);
      sum += miss * miss;
    }
    return sum / probabilities.length;
  }

  /**
   * What it would be for somebody who always says the share that came true.
   *
   * @throws IllegalArgumentException when there are no outcomes
   */
  public static double ofBaseRate(boolean[] outcomes) {
    Samples.paired(new double[outcomes.length], outcomes);
    double rate = Samples.count(outcomes) / (double) outcomes.length;
    return rate * (1 - rate);
  }
}
