package io.revenueos.statistics.inference;

/**
 * How many are needed in each group to see an effect of a given size (Fleiss, Levin and Paik,
 * Statistical Methods for Rates and Proportions, chapter 4, without continuity correction; for
 * means the same with the normal approximation and, for small samples, Guenther's addition of
 * z²/4).
 *
 * @param significance the chance of a false alarm that is accepted, two-sided, such as 0.05
 * @param power how likely an effect of that size is to be seen, such as 0.8
 */
public record SampleSize(double significance, double power) {
  /** A false alarm in 20, and four effects in five seen. */
  public static final SampleSize USUAL = new SampleSize(0.05, 0.8);

  /**
   * @throws IllegalArgumentException when one is not between 0 and 1
   */
  public SampleSize {
    if (!(significance > 0 && significance < 1 && power > 0 && power < 1)) {
      throw new IllegalArgumentException(
          "expected a significance and a power between 0 and 1, found %s and %s"
              .formatted(significance, power));
    }
  }

  /**
   * @throws IllegalArgumentException when the rates are equal, or not between 0 and 1
   */
  public long perGroupForRates(double first, double second) {
    if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1) || first == second) {
      throw new IllegalArgumentException(
          "expected two different rates from 0 to 1, found %s and %s".formatted(first, second));
    }
    double mean = (first + second) / 2;
    double root =
        alpha() * Math.sqrt(2 * mean * (1 - mean))
            + beta() * Math.sqrt(first * (1 - first) + second * (1 - second));
    return rounded(root * root / ((second - first) * (second - first)));
  }

  /**
   * @param difference between the means; not 0
   * @param deviation the standard deviation in a group, above 0
   * @throws IllegalArgumentException when one is 0, or the deviation negative
   */
  public long perGroupForMeans(double difference, double deviation) {
    if (!(deviation > 0) || !(Math.abs(difference) > 0)) {
      throw new IllegalArgumentException(
          "expected a difference other than 0 and a deviation above 0, found %s and %s"
              .formatted(difference, deviation));
    }
    double ratio = (alpha() + beta()) * deviation / difference;
    return rounded(2 * ratio * ratio + alpha() * alpha() / 4);
  }

  private double alpha() {
    return Normal.quantile(1 - significance / 2);
  }

  private double beta() {
    return Normal.quantile(power);
  }

  private static long rounded(double size) {
    return Math.max(2, (long) Math.ceil(size));
  }
}
