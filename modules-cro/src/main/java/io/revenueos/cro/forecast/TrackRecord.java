package io.revenueos.cro.forecast;

import java.util.List;

/**
 * What a method said on past mornings, a week apart, and what came.
 *
 * @param windows the latest first
 */
record TrackRecord(List<Past> windows) {
  /** From one past morning to the next. */
  static final int STEP_DAYS = 7;

  /** Two years of them; what is older says little. */
  static final int MAX_WINDOWS = 104;

  /** By how much a window counts less for each half-life that it lies back. */
  private static final double HALF_LIFE_DAYS = 182;

  /**
   * The error that is assumed of a method before it has shown anything, as a share of what is won,
   * counted like one window. It keeps one lucky window from deciding.
   */
  private static final double ASSUMED_ERROR = 0.25;

  TrackRecord {
    windows = List.copyOf(windows);
  }

  /**
   * A window that is over.
   *
   * @param origin the morning on which it was forecast
   */
  record Past(int origin, double forecast, double actual) {}

  boolean isEmpty() {
    return windows.isEmpty();
  }

  /** The windows that another record has, too. */
  TrackRecord sharedWith(TrackRecord other) {
    List<Integer> origins = other.windows.stream().map(Past::origin).toList();
    return new TrackRecord(
        windows.stream().filter(past -> origins.contains(past.origin())).toList());
  }

  /**
   * The weighted absolute percentage error: the sum of the errors over the sum of what was won, as
   * a ratio. Not a number when nothing was won.
   */
  double wape() {
    double errors = windows.stream().mapToDouble(p -> Math.abs(p.forecast() - p.actual())).sum();
    return errors / windows.stream().mapToDouble(Past::actual).sum();
  }

  /** The error by which methods are compared: recent windows count more, few are distrusted. */
  double score() {
    double mean = windows.stream().mapToDouble(Past::actual).average().orElse(0);
    double errors = ASSUMED_ERROR * mean;
    double actuals = mean;
    for (Past past : windows) {
      double weight = Math.pow(0.5, (windows.get(0).origin() - past.origin()) / HALF_LIFE_DAYS);
      errors += weight * Math.abs(past.forecast() - past.actual());
      actuals += weight * past.actual();
    }
    return actuals > 0 ? errors / actuals : Double.POSITIVE_INFINITY;
  }
}
