package io.revenueos.statistics.inference;

/**
 * Compares two shares of independent trials: the interval is Newcombe's hybrid score interval
 * (Newcombe 1998, method 10), the p-value that of the pooled z test, which is Pearson's chi-squared
 * test without correction.
 */
public final class ProportionTest {
  /** Below this many expected successes or failures in a group the z test is not to be trusted. */
  private static final double LEAST_EXPECTED = 5;

  private ProportionTest() {}

  /**
   * @param confidence of the interval, such as 0.95
   */
  public static Difference compare(Proportion first, Proportion second, double confidence) {
    double estimate = second.rate() - first.rate();
    Interval one = first.interval(confidence);
    Interval two = second.interval(confidence);
    double down = Math.hypot(second.rate() - two.low(), one.high() - first.rate());
    double up = Math.hypot(two.high() - second.rate(), first.rate() - one.low());
    double deviation = pooledDeviation(first, second);
    double pValue = deviation == 0 ? 1 : Normal.beyond(estimate / deviation);
    return new Difference(
        estimate, new Interval(estimate - down, estimate + up, confidence), pValue);
  }

  private static double pooledDeviation(Proportion first, Proportion second) {
    double pooled = pooledRate(first, second);
    return Math.sqrt(pooled * (1 - pooled) * (1.0 / first.trials() + 1.0 / second.trials()));
  }

  private static double pooledRate(Proportion first, Proportion second) {
    return (first.successes() + second.successes())
        / ((double) first.trials() + (double) second.trials());
  }

  /**
   * Whether both groups are large enough for the test (Cochran 1954: five expected in each cell).
   */
  public static boolean applies(Proportion first, Proportion second) {
    double pooled = pooledRate(first, second);
    double rarer = Math.min(pooled, 1 - pooled);
    return rarer * Math.min(first.trials(), second.trials()) >= LEAST_EXPECTED;
  }
}
