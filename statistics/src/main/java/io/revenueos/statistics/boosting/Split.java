package io.revenueos.statistics.boosting;

/**
 * A question that parts rows: is the column's bin at most this one?
 *
 * @param column negative when no question is worth asking
 * @param bin the last on the left
 * @param missingLeft whether rows without a value go left
 * @param gain by how much it lowers the loss
 */
record Split(int column, int bin, boolean missingLeft, double gain) {
  static final Split NONE = new Split(-1, 0, true, 0);

  boolean found() {
    return column >= 0;
  }

  boolean goesLeft(int binOfRow) {
    return binOfRow == 0 ? missingLeft : binOfRow <= bin;
  }
}
