package io.revenueos.statistics.inference;

/**
 * Where a true value may lie.
 *
 * @param low at most {@code high}
 * @param confidence how often such an interval holds the true value, such as 0.95
 */
public record Interval(double low, double high, double confidence) {
  /**
   * @throws IllegalArgumentException when the ends are not in order, or the confidence is not
   *     between 0 and 1
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("expected low <= high, found %s, %s".formatted(low, high));
    }
    checkConfidence(confidence);
  }

  static void checkConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence: expected between 0 and 1, found " + confidence);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
