package io.revenueos.statistics.boosting;

import java.util.Arrays;

/**
 * Where a column of numbers is cut: at values that stand between about equally many rows. Bin 0 is
 * for what is missing (NaN); bin b above 0 holds what is at most {@code upper(b)}.
 */
final class BinEdges {
  /** Increasing; the last one is infinite. */
  private final double[] upper;

  private BinEdges(double[] upper) {
    this.upper = upper;
  }

  static BinEdges of(double[] values, int maxBins) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] edges = new double[maxBins];
    int count = 0;
    for (int b = 1; b < maxBins && sorted.length > 0; b++) {
      int at = (int) ((long) sorted.length * b / maxBins);
      if (at == 0) {
        continue;
      }
      int next = firstAbove(sorted, sorted[at - 1]);
      if (next == sorted.length) {
        break;
      }
      double edge = between(sorted[at - 1], sorted[next]);
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    double[] upper = Arrays.copyOf(edges, count + 1);
    upper[count] = Double.POSITIVE_INFINITY;
    return new BinEdges(upper);
  }

  private static int firstAbove(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, Math.nextUp(value));
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] > value) {
      at--;
    }
    return at;
  }

  private static double between(double low, double high) {
    double middle = low + (high - low) / 2;
    return middle < high ? middle : low;
  }

  /** The largest value in a bin above 0. */
  double upper(int bin) {
    return upper[bin - 1];
  }

  int count() {
    return upper.length + 1;
  }

  int binOf(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    int at = Arrays.binarySearch(upper, value);
    return (at >= 0 ? at : -at - 1) + 1;
  }
}
