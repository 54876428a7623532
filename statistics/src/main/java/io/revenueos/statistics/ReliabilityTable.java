package io.revenueos.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say: they are sorted into bins of equal width from 0 to 1,
 * and in each the mean that was said is set against the share that came (Murphy and Winkler 1977).
 *
 * @param bins from low to high; bins that nobody falls into are not there
 */
public record ReliabilityTable(List<Bin> bins) {
  /** In how many bins the usual figures are given. */
  public static final int USUAL_BINS = 10;

  /**
   * One bin.
   *
   * @param from the least probability in it, included
   * @param to where it ends, excluded but for 1
   * @param count how many fell into it, at least 1
   * @param said the mean of their probabilities
   * @param came the share of them that came true
   */
  public record Bin(double from, double to, int count, double said, double came) {}

  public ReliabilityTable {
    bins = List.copyOf(bins);
  }

  /** With {@value #USUAL_BINS} bins. */
  public static ReliabilityTable of(double[] probabilities, boolean[] outcomes) {
    return of(probabilities, outcomes, USUAL_BINS);
  }

  /**
   * @throws IllegalArgumentException when there are not as many probabilities as outcomes, none,
   *     one outside of 0 to 1, or less than one bin
   */
  public static ReliabilityTable of(double[] probabilities, boolean[] outcomes, int bins) {
    Samples.paired(probabilities, outcomes);
    Samples.probabilities(probabilities);
    if (bins < 1) {
      throw new IllegalArgumentException("expected at least one bin, found " + bins);
    }
    int[] count = new int[bins];
    double[] said = new double[bins];
    int[] came = new int[bins];
    for (int i = 0; i < probabilities.length; i++) {
      int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
      count[bin]++;
      said[bin] += probabilities[i];
      came[bin] += outcomes[i] ? 1 : 0;
    }
    List<Bin> filled = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (count[b] > 0) {
        filled.add(
            new Bin(
                b / (double) bins,
                (b + 1) / (double) bins,
                count[b],
                said[b] / count[b],
                came[b] / (double) count[b]));
      }
    }
    return new ReliabilityTable(filled);
  }

  /**
   * The expected calibration error: the mean distance between what was said and what came, weighted
   * by how many are in a bin (Naeini, Cooper and Hauskrecht 2015). 0 is perfect.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    long total = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.said() - bin.came());
      total += bin.count();
    }
    return total == 0 ? 0 : sum / total;
  }
}
