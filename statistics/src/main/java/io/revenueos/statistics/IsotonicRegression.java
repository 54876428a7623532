package io.revenueos.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A calibration that only asks for more to be more likely: the non-decreasing steps nearest to the
 * outcomes by least squares, found by pooling adjacent violators (Ayer et al. 1955; for
 * probabilities Zadrozny and Elkan 2002). Needs some hundred outcomes; with fewer use {@link
 * PlattScaling}. Immutable.
 */
public final class IsotonicRegression {
  /** The score from which on each step holds, increasing. */
  private final double[] starts;

  /** The probability of each step, non-decreasing. */
  private final double[] values;

  private IsotonicRegression(double[] starts, double[] values) {
    this.starts = starts;
    this.values = values;
  }

  /**
   * @param scores any numbers but NaN, larger for more likely
   * @throws IllegalArgumentException when there are not as many scores as outcomes, or none
   */
  public static IsotonicRegression fit(double[] scores, boolean[] outcomes) {
    Samples.paired(scores, outcomes);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] starts = new double[order.length];
    double[] sums = new double[order.length];
    double[] weights = new double[order.length];
    int blocks = 0;
    for (int i = 0; i < order.length; i++) {
      double score = scores[order[i]];
      double outcome = outcomes[order[i]] ? 1 : 0;
      if (i > 0 && score == scores[order[i - 1]]) {
        blocks--; // Equal scores stand or fall together.
      } else {
        starts[blocks] = score;
        sums[blocks] = 0;
        weights[blocks] = 0;
      }
      sums[blocks] += outcome;
      weights[blocks] += 1;
      blocks++;
      boolean moreOfTheSame = i + 1 < order.length && scores[order[i + 1]] == score;
      while (!moreOfTheSame && blocks > 1 && violates(sums, weights, blocks)) {
        blocks--;
        sums[blocks - 1] += sums[blocks];
        weights[blocks - 1] += weights[blocks];
      }
    }
    double[] values = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      values[b] = sums[b] / weights[b];
    }
    return new IsotonicRegression(Arrays.copyOf(starts, blocks), values);
  }

  private static boolean violates(double[] sums, double[] weights, int blocks) {
    return sums[blocks - 2] * weights[blocks - 1] >= sums[blocks - 1] * weights[blocks - 2];
  }

  /** The probability at a score: that of the step that it lies on, or of the lowest. */
  public double probability(double score) {
    int at = Arrays.binarySearch(starts, score);
    int step = at >= 0 ? at : -at - 2;
    return values[Math.max(0, step)];
  }
}
