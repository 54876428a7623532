package io.revenueos.cro.forecast;

/**
 * How many deal-days were lived and how many of them ended in a win or a loss, by month in the
 * quarter and by age: all that a hazard is estimated from.
 */
final class Exposure {
  private final double[][] days;
  private final double[][] won;
  private final double[][] lost;

  /**
   * Takes the tables as its own.
   *
   * @param days deal-days, {@code [monthInQuarter][ageBin]}, like the others
   */
  Exposure(double[][] days, double[][] won, double[][] lost) {
    this.days = days;
    this.won = won;
    this.lost = lost;
  }

  double days(int monthInQuarter, int ageBin) {
    return days[monthInQuarter][ageBin];
  }

  double ended(Cause cause, int monthInQuarter, int ageBin) {
    return (cause == Cause.WON ? won : lost)[monthInQuarter][ageBin];
  }

  /** The competing ends of a deal. */
  enum Cause {
    WON,
    LOST
  }
}
