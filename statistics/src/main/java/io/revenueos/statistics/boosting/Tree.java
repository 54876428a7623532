package io.revenueos.statistics.boosting;

import java.util.List;

/**
 * One tree. Every node, not only each leaf, has an answer in log-odds: what the rows under it get
 * on average. So the way of a row from the root to its leaf says what each question added.
 *
 * @param nodes the root first, each before its children
 */
record Tree(List<Node> nodes) {
  /**
   * A node.
   *
   * @param column asked about; negative for a leaf
   * @param upper the largest value that goes left
   * @param value the answer so far, in log-odds
   */
  record Node(int column, double upper, boolean missingLeft, int left, int right, double value) {
    static Node leaf(double value) {
      return new Node(-1, 0, true, -1, -1, value);
    }

    boolean isLeaf() {
      return column < 0;
    }

    int next(double cell) {
      return (Double.isNaN(cell) ? missingLeft : cell <= upper) ? left : right;
    }
  }

  Tree {
    nodes = List.copyOf(nodes);
  }

  double answer(double[] row) {
    Node node = nodes.get(0);
    while (!node.isLeaf()) {
      node = nodes.get(node.next(row[node.column()]));
    }
    return node.value();
  }

  /** Adds to each column what its questions on the row's way changed. */
  void addContributions(double[] row, double[] contributions) {
    Node node = nodes.get(0);
    while (!node.isLeaf()) {
      Node next = nodes.get(node.next(row[node.column()]));
      contributions[node.column()] += next.value() - node.value();
      node = next;
    }
  }

  double rootValue() {
    return nodes.get(0).value();
  }
}
