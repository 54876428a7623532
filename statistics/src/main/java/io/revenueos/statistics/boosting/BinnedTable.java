package io.revenueos.statistics.boosting;

/** The rows to learn from, each cell replaced by its bin. */
final class BinnedTable {
  private static final int MAX_BINS = 64;

  private final BinEdges[] edges;
  private final short[][] bins;

  private BinnedTable(BinEdges[] edges, short[][] bins) {
    this.edges = edges;
    this.bins = bins;
  }

  static BinnedTable of(double[][] rows) {
    int columns = rows[0].length;
    BinEdges[] edges = new BinEdges[columns];
    short[][] bins = new short[columns][rows.length];
    double[] values = new double[rows.length];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows.length; r++) {
        values[r] = rows[r][c];
      }
      edges[c] = BinEdges.of(values, MAX_BINS);
      for (int r = 0; r < rows.length; r++) {
        bins[c][r] = (short) edges[c].binOf(values[r]);
      }
    }
    return new BinnedTable(edges, bins);
  }

  BinEdges edges(int column) {
    return edges[column];
  }

  /** The bin of each row. */
  short[] bins(int column) {
    return bins[column];
  }

  int columns() {
    return bins.length;
  }
}
