package io.revenueos.statistics;

import java.util.SplittableRandom;

/** Random orders, the same for the same state of the generator (Fisher and Yates 1938). */
public final class Shuffle {
  private Shuffle() {}

  /** A copy in random order. */
  public static int[] of(int[] values, SplittableRandom random) {
    int[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    return shuffled;
  }
}
