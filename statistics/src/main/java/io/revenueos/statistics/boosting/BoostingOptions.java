package io.revenueos.statistics.boosting;

/**
 * How boosted trees are grown. The defaults suit some thousand rows with weak signals.
 *
 * @param trees how many, at least 1
 * @param learningRate how much of each tree's answer is taken, above 0 and at most 1
 * @param depth how many questions a tree asks one after the other, 1 to 10
 * @param minRows how many rows must stand behind each answer, at least 1
 * @param penalty the L2 penalty on a tree's answers, 0 or more
 * @param rowShare the share of rows that each tree is shown, above 0 and at most 1
 * @param columnShare the share of columns that each tree may ask about, above 0 and at most 1
 * @param seed what the drawing of rows and columns starts from
 */
public record BoostingOptions(
    int trees,
    double learningRate,
    int depth,
    int minRows,
    double penalty,
    double rowShare,
    double columnShare,
    long seed) {
  private static final int MAX_DEPTH = 10;

  /** 250 trees of depth 5, each taken at 4 %, grown on 60 % of the rows and 40 % of the columns. */
  public static final BoostingOptions DEFAULT =
      new BoostingOptions(250, 0.04, 5, 20, 5, 0.6, 0.4, 1);

  /**
   * @throws IllegalArgumentException naming what is outside of its range
   */
  public BoostingOptions {
    require(trees >= 1, "trees", "at least 1", trees);
    require(depth >= 1 && depth <= MAX_DEPTH, "depth", "1 to " + MAX_DEPTH, depth);
    require(minRows >= 1, "minRows", "at least 1", minRows);
    require(penalty >= 0, "penalty", "0 or more", penalty);
    require(isShare(learningRate), "learningRate", "above 0, at most 1", learningRate);
    require(isShare(rowShare), "rowShare", "above 0, at most 1", rowShare);
    require(isShare(columnShare), "columnShare", "above 0, at most 1", columnShare);
  }

  private static boolean isShare(double value) {
    return value > 0 && value <= 1;
  }

  private static void require(boolean holds, String name, String expected, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(name, expected, found));
    }
  }

  public BoostingOptions withTrees(int newTrees) {
    return new BoostingOptions(
        newTrees, learningRate, depth, minRows, penalty, rowShare, columnShare, seed);
  }

  public BoostingOptions withLearningRate(double newRate) {
    return new BoostingOptions(
        trees, newRate, depth, minRows, penalty, rowShare, columnShare, seed);
  }

  public BoostingOptions withDepth(int newDepth) {
    return new BoostingOptions(
        trees, learningRate, newDepth, minRows, penalty, rowShare, columnShare, seed);
  }

  public BoostingOptions withMinRows(int newMinRows) {
    return new BoostingOptions(
        trees, learningRate, depth, newMinRows, penalty, rowShare, columnShare, seed);
  }

  public BoostingOptions withPenalty(double newPenalty) {
    return new BoostingOptions(
        trees, learningRate, depth, minRows, newPenalty, rowShare, columnShare, seed);
  }

  public BoostingOptions withShares(double rows, double columns) {
    return new BoostingOptions(trees, learningRate, depth, minRows, penalty, rows, columns, seed);
  }
}
