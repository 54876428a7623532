package io.revenueos.cro.forecast;

import java.util.Optional;

/**
 * An interval from a method's own past errors: the size of the error that a share of the past
 * windows did not exceed, as a factor up and down. It is the split-conformal quantile, rank {@code
 * ceil((n + 1) x level)}, of the absolute logarithms of actual over forecast (Vovk, Gammerman and
 * Shafer, Algorithmic Learning in a Random World, 2005; Lei et al., "Distribution-free predictive
 * inference for regression", JASA 113, 2018). The windows overlap, so that its guarantee does not
 * hold exactly; the backtest shows what it covers.
 */
final class PastErrors {
  /** The level of every interval, as a ratio. */
  static final double LEVEL = 0.8;

  /** Half a year of weekly windows: errors of a method as it was when it knew much less mislead. */
  private static final int WINDOWS = 26;

  private PastErrors() {}

  /**
   * The factor by which the actual may lie above or below.
   *
   * @param factor at least 1
   * @param windows from how many it was taken
   */
  record Factor(double factor, int windows) {}

  /** Empty when there are too few windows for the level: fewer than four for 80 %. */
  static Optional<Factor> factor(TrackRecord record) {
    double[] errors =
        record.windows().stream()
            .limit(WINDOWS)
            .filter(past -> past.forecast() > 0 && past.actual() > 0)
            .mapToDouble(past -> Math.abs(Math.log(past.actual() / past.forecast())))
            .sorted()
            .toArray();
    int rank = (int) Math.ceil((errors.length + 1) * LEVEL);
    return rank > errors.length
        ? Optional.empty()
        : Optional.of(new Factor(Math.exp(errors[rank - 1]), errors.length));
  }
}
