package io.revenueos.statistics.inference;

/**
 * How many of how many.
 *
 * @param successes 0 to {@code trials}
 * @param trials at least 1
 */
public record Proportion(long successes, long trials) {
  /**
   * @throws IllegalArgumentException when there are no trials, or more successes than trials
   */
  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "expected 0 <= successes <= trials and at least one trial, found %d of %d"
              .formatted(successes, trials));
    }
  }

  public double rate() {
    return successes / (double) trials;
  }

  /**
   * Wilson's score interval (Wilson 1927), which holds for few trials and for rates near 0, too.
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    Interval.checkConfidence(confidence);
    double z = Normal.quantile(0.5 + confidence / 2);
    double n = trials;
    double p = rate();
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double low = successes == 0 ? 0 : middle - half;
    double high = successes == trials ? 1 : middle + half;
    return new Interval(low, high, confidence);
  }
}
