package io.revenueos.statistics;

/** What all measures ask of the numbers that they are given. */
final class Samples {
  private Samples() {}

  /**
   * @throws IllegalArgumentException when the two differ in length or hold nothing
   */
  static void paired(double[] values, boolean[] outcomes) {
    if (values.length != outcomes.length) {
      throw new IllegalArgumentException(
          "expected as many values as outcomes, found %d and %d"
              .formatted(values.length, outcomes.length));
    }
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one outcome, found none");
    }
  }

  /**
   * @throws IllegalArgumentException when one is not between 0 and 1
   */
  static void probabilities(double[] values) {
    for (int i = 0; i < values.length; i++) {
      // Also false for what is not a number.
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new IllegalArgumentException(
            "probability %d: expected 0 to 1, found %s".formatted(i, values[i]));
      }
    }
  }

  static int count(boolean[] outcomes) {
    int positives = 0;
    for (boolean outcome : outcomes) {
      positives += outcome ? 1 : 0;
    }
    return positives;
  }
}
