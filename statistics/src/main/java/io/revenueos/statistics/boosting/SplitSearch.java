package io.revenueos.statistics.boosting;

/**
 * Finds the question that lowers the loss most, from sums over bins (Chen and Guestrin 2016,
 * XGBoost, equation 7 and algorithm 3): {@code gain = GL² / (HL + λ) + GR² / (HR + λ) - G² / (H +
 * λ)}. Not thread-safe.
 */
final class SplitSearch {
  private static final double LEAST_GAIN = 1e-6;

  private final BinnedTable table;
  private final Slopes slopes;
  private final BoostingOptions options;

  SplitSearch(BinnedTable table, Slopes slopes, BoostingOptions options) {
    this.table = table;
    this.slopes = slopes;
    this.options = options;
  }

  Split best(int[] rows, int from, int to, int[] columns) {
    Split best = Split.NONE;
    for (int column : columns) {
      Split candidate = bestOf(column, rows, from, to);
      if (candidate.gain() > best.gain()) {
        best = candidate;
      }
    }
    return best;
  }

  private Split bestOf(int column, int[] rows, int from, int to) {
    int bins = table.edges(column).count();
    double[] gradient = new double[bins];
    double[] curvature = new double[bins];
    int[] count = new int[bins];
    short[] binOf = table.bins(column);
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int bin = binOf[row];
      gradient[bin] += slopes.gradient(row);
      curvature[bin] += slopes.curvature(row);
      count[bin]++;
    }
    return scan(column, gradient, curvature, count);
  }

  private Split scan(int column, double[] gradient, double[] curvature, int[] count) {
    double allG = 0;
    double allH = 0;
    int all = 0;
    for (int b = 0; b < count.length; b++) {
      allG += gradient[b];
      allH += curvature[b];
      all += count[b];
    }
    double parent = quality(allG, allH);
    Split best = Split.NONE;
    for (int side = count[0] > 0 ? 0 : 1; side < 2; side++) {
      boolean missingLeft = side == 1;
      double g = missingLeft ? gradient[0] : 0;
      double h = missingLeft ? curvature[0] : 0;
      int n = missingLeft ? count[0] : 0;
      for (int b = 1; b < count.length; b++) {
        g += gradient[b];
        h += curvature[b];
        n += count[b];
        if (n < options.minRows() || all - n < options.minRows()) {
          continue;
        }
        double gain = quality(g, h) + quality(allG - g, allH - h) - parent;
        if (gain > best.gain() + LEAST_GAIN) {
          best = new Split(column, b, missingLeft, gain);
        }
      }
    }
    return best;
  }

  private double quality(double gradient, double curvature) {
    return gradient * gradient / (curvature + options.penalty());
  }
}
