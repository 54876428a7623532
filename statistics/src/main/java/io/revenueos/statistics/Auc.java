package io.revenueos.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the receiver operating characteristic: how often one that came true was given more
 * than one that did not, ties counted as half. 0.5 is chance, 1 is perfect.
 *
 * <p>Computed from ranks (Mann and Whitney 1947; Hanley and McNeil 1982): {@code (R - n1 (n1 + 1) /
 * 2) / (n1 n0)}, with R the sum of the midranks of those that came true.
 */
public final class Auc {
  private Auc() {}

  /**
   * @param scores any numbers, larger for more likely; not NaN
   * @return NaN when all outcomes are the same
   * @throws IllegalArgumentException when there are not as many scores as outcomes, or none
   */
  public static double of(double[] scores, boolean[] outcomes) {
    Samples.paired(scores, outcomes);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double rankSum = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      int positives = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        positives += outcomes[order[to]] ? 1 : 0;
        to++;
      }
      rankSum += positives * (from + 1 + to) / 2.0;
      from = Math.max(to, from + 1);
    }
    double positives = Samples.count(outcomes);
    double negatives = outcomes.length - positives;
    if (positives == 0 || negatives == 0 || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }
}
