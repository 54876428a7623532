package io.revenueos.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Parts of a data set that each hold about the same share of positives, so that a model can be
 * tested on rows that it has not seen. The same rows, number and seed give the same folds.
 * Immutable.
 */
public final class StratifiedFolds {
  private final int[] foldOf;
  private final int count;

  private StratifiedFolds(int[] foldOf, int count) {
    this.foldOf = foldOf;
    this.count = count;
  }

  /**
   * @param count at least 2
   * @throws IllegalArgumentException when a fold would be without a positive or a negative
   */
  public static StratifiedFolds of(boolean[] outcomes, int count, long seed) {
    int positives = Samples.count(outcomes);
    if (count < 2 || Math.min(positives, outcomes.length - positives) < count) {
      throw new IllegalArgumentException(
          "expected 2 or more folds and at least one row of each outcome in each, found %d folds for %d positives and %d negatives"
              .formatted(count, positives, outcomes.length - positives));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] foldOf = new int[outcomes.length];
    int next = 0;
    for (boolean outcome : new boolean[] {true, false}) {
      for (int row : Shuffle.of(where(outcomes, outcome), random)) {
        foldOf[row] = next;
        next = (next + 1) % count;
      }
    }
    return new StratifiedFolds(foldOf, count);
  }

  private static int[] where(boolean[] outcomes, boolean wanted) {
    return IntStream.range(0, outcomes.length).filter(i -> outcomes[i] == wanted).toArray();
  }

  /** How many there are; they are counted from 0. */
  public int count() {
    return count;
  }

  /** The rows of a fold, in their order. */
  public int[] rowsIn(int fold) {
    return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
  }

  /** The rows of all other folds, in their order. */
  public int[] rowsOutside(int fold) {
    return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
  }
}
