package io.revenueos.statistics.inference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several comparisons at once: p-values raised so that the chance of even one false alarm stays at
 * its level (Holm 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * @param pValues 0 to 1 each
   * @return the adjusted ones, in the same order
   */
  public static double[] adjusted(double... pValues) {
    List<Integer> order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[i]));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
