package io.revenueos.statistics.boosting;

import io.revenueos.statistics.Logistic;
import io.revenueos.statistics.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trees that each correct the ones before (Friedman 2001, Greedy Function Approximation; with rows
 * drawn for each as in Friedman 2002; Newton's steps and histograms as in Chen and Guestrin 2016).
 * The same rows and options give the same bits on every machine. Immutable.
 */
public final class BoostedTrees {
  private final int columns;
  private final double start;
  private final List<Tree> trees;

  private BoostedTrees(int columns, double start, List<Tree> trees) {
    this.columns = columns;
    this.start = start;
    this.trees = List.copyOf(trees);
  }

  /**
   * @param rows one for each outcome, all of the same length; NaN for what is missing
   * @throws IllegalArgumentException when there are no rows, or not as many as outcomes
   */
  public static BoostedTrees fit(double[][] rows, boolean[] outcomes, BoostingOptions options) {
    if (rows.length == 0 || rows.length != outcomes.length) {
      throw new IllegalArgumentException(
          "expected as many rows as outcomes, and some, found %d and %d"
              .formatted(rows.length, outcomes.length));
    }
    BinnedTable table = BinnedTable.of(rows);
    SplittableRandom random = new SplittableRandom(options.seed());
    double start = Logistic.logOdds(rate(outcomes));
    double[] logOdds = new double[rows.length];
    Arrays.fill(logOdds, start);
    Slopes slopes = new Slopes(rows.length);
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < options.trees(); t++) {
      for (int i = 0; i < rows.length; i++) {
        slopes.set(i, Logistic.probability(logOdds[i]), outcomes[i]);
      }
      int[] shown = drawn(rows.length, options.rowShare(), random);
      int[] asked = drawn(table.columns(), options.columnShare(), random);
      Tree tree = new TreeGrower(table, slopes, options, asked).grow(shown);
      for (int i = 0; i < rows.length; i++) {
        logOdds[i] += tree.answer(rows[i]);
      }
      trees.add(tree);
    }
    return new BoostedTrees(rows[0].length, start, trees);
  }

  /** With half a positive and half a negative more, so that it is never 0 or 1. */
  private static double rate(boolean[] outcomes) {
    long positives = IntStream.range(0, outcomes.length).filter(i -> outcomes[i]).count();
    return (positives + 0.5) / (outcomes.length + 1.0);
  }

  private static int[] drawn(int count, double share, SplittableRandom random) {
    int[] all = IntStream.range(0, count).toArray();
    if (share >= 1) {
      return all;
    }
    int wanted = Math.max(1, (int) Math.round(count * share));
    int[] chosen = Arrays.copyOf(Shuffle.of(all, random), wanted);
    Arrays.sort(chosen);
    return chosen;
  }

  public int size() {
    return trees.size();
  }

  /** Only the first trees: what this was before the others were added. */
  public BoostedTrees first(int count) {
    return new BoostedTrees(columns, start, trees.subList(0, count));
  }

  /**
   * The log-odds of a row.
   *
   * @throws IllegalArgumentException when it has not as many columns as those learned from
   */
  public double logOdds(double[] row) {
    require(row);
    double sum = start;
    for (Tree tree : trees) {
      sum += tree.answer(row);
    }
    return sum;
  }

  /** The log-odds of a row after each tree, the start first. */
  public double[] stages(double[] row) {
    require(row);
    double[] stages = new double[trees.size() + 1];
    stages[0] = start;
    for (int t = 0; t < trees.size(); t++) {
      stages[t + 1] = stages[t] + trees.get(t).answer(row);
    }
    return stages;
  }

  public double probability(double[] row) {
    return Logistic.probability(logOdds(row));
  }

  /** What every row gets before anything is known of it, in log-odds. */
  public double baseline() {
    double sum = start;
    for (Tree tree : trees) {
      sum += tree.rootValue();
    }
    return sum;
  }

  /**
   * What each column added to the row's log-odds, along the ways through the trees (Saabas 2014,
   * "Interpreting random forests"). Together with {@link #baseline} they sum up to {@link
   * #logOdds}, but for rounding.
   */
  public double[] contributions(double[] row) {
    require(row);
    double[] contributions = new double[columns];
    for (Tree tree : trees) {
      tree.addContributions(row, contributions);
    }
    return contributions;
  }

  private void require(double[] row) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "expected %d columns, found %d".formatted(columns, row.length));
    }
  }
}
