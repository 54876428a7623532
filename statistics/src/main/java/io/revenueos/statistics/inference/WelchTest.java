package io.revenueos.statistics.inference;

/**
 * Compares two means of independent measurements whose spread may differ (Welch 1947), with the
 * degrees of freedom of Satterthwaite (1946).
 */
public final class WelchTest {
  private WelchTest() {}

  /**
   * @param confidence of the interval, such as 0.95
   * @throws IllegalArgumentException when a sample has less than two values
   */
  public static Difference compare(Sample first, Sample second, double confidence) {
    Interval.checkConfidence(confidence);
    if (first.size() < 2 || second.size() < 2) {
      throw new IllegalArgumentException(
          "expected two or more values in each sample, found %d and %d"
              .formatted(first.size(), second.size()));
    }
    double estimate = second.mean() - first.mean();
    double a = first.variance() / first.size();
    double b = second.variance() / second.size();
    double error = Math.sqrt(a + b);
    if (error == 0) {
      Interval point = new Interval(estimate, estimate, confidence);
      return new Difference(estimate, point, estimate == 0 ? 1 : 0);
    }
    double freedom = (a + b) * (a + b) / (a * a / (first.size() - 1) + b * b / (second.size() - 1));
    StudentT t = new StudentT(freedom);
    double half = t.reach(confidence) * error;
    return new Difference(
        estimate,
        new Interval(estimate - half, estimate + half, confidence),
        t.beyond(estimate / error));
  }
}
