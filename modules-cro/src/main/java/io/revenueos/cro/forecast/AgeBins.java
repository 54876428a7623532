package io.revenueos.cro.forecast;

/**
 * Ages in groups: weeks up to half a year, then groups of four weeks up to two years, then the
 * rest.
 */
final class AgeBins {
  private static final int WEEK = 7;
  private static final int WEEKS = 26;
  private static final int MONTHS = 20;

  /** How many groups there are. */
  static final int COUNT = WEEKS + MONTHS + 1;

  private AgeBins() {}

  /**
   * @param age in days, at least 0
   */
  static int of(int age) {
    int week = age / WEEK;
    return week < WEEKS ? week : Math.min(COUNT - 1, WEEKS + (week - WEEKS) / 4);
  }
}
