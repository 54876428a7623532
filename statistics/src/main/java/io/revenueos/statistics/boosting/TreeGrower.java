package io.revenueos.statistics.boosting;

import java.util.ArrayList;
import java.util.List;

/** Grows one tree on the rows that it is shown. Not thread-safe. */
final class TreeGrower {
  private final BinnedTable table;
  private final Slopes slopes;
  private final BoostingOptions options;
  private final SplitSearch search;
  private final int[] columns;
  private final List<Tree.Node> nodes = new ArrayList<>();

  TreeGrower(BinnedTable table, Slopes slopes, BoostingOptions options, int[] columns) {
    this.table = table;
    this.slopes = slopes;
    this.options = options;
    this.search = new SplitSearch(table, slopes, options);
    this.columns = columns;
  }

  /**
   * @param rows reordered on the way
   */
  Tree grow(int[] rows) {
    grow(rows, 0, rows.length, 0);
    return new Tree(nodes);
  }

  private int grow(int[] rows, int from, int to, int depth) {
    int self = nodes.size();
    double value = answer(rows, from, to);
    nodes.add(Tree.Node.leaf(value));
    Split split = depth < options.depth() ? search.best(rows, from, to, columns) : Split.NONE;
    if (!split.found()) {
      return self;
    }
    int middle = part(rows, from, to, split);
    int left = grow(rows, from, middle, depth + 1);
    int right = grow(rows, middle, to, depth + 1);
    // What stands above answers with the mean of what stands below, so that ways add up fairly.
    double mean =
        ((middle - from) * nodes.get(left).value() + (to - middle) * nodes.get(right).value())
            / (to - from);
    double upper = table.edges(split.column()).upper(split.bin());
    nodes.set(self, new Tree.Node(split.column(), upper, split.missingLeft(), left, right, mean));
    return self;
  }

  /** Newton's step with an L2 penalty: {@code -G / (H + λ)}, times the learning rate. */
  private double answer(int[] rows, int from, int to) {
    double gradient = 0;
    double curvature = 0;
    for (int i = from; i < to; i++) {
      gradient += slopes.gradient(rows[i]);
      curvature += slopes.curvature(rows[i]);
    }
    return -options.learningRate() * gradient / (curvature + options.penalty());
  }

  /** Puts the rows that go left first, each side in its old order. */
  private int part(int[] rows, int from, int to, Split split) {
    short[] binOf = table.bins(split.column());
    int[] right = new int[to - from];
    int rights = 0;
    int middle = from;
    for (int i = from; i < to; i++) {
      if (split.goesLeft(binOf[rows[i]])) {
        rows[middle++] = rows[i];
      } else {
        right[rights++] = rows[i];
      }
    }
    System.arraycopy(right, 0, rows, middle, rights);
    return middle;
  }
}
