package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Exposure.Cause;

/**
 * How many ends of one kind a deal has on average at the ages that it lived through while closings
 * were recorded, and whether it had one.
 */
record Expectation(Known known, Hazard hazard, Cause cause) {
  /** On all days that were known on the morning of the origin. */
  double of(TimedDeal deal) {
    return of(deal, known.start(), known.origin());
  }

  /** From a day on until the morning of another, as far as they were known. */
  double of(TimedDeal deal, int from, int to) {
    double expected = 0;
    int last = Math.min(deal.closed(), Math.min(to, known.origin()) - 1);
    int first = Math.max(deal.engaged(), Math.max(from, known.start()));
    for (int day = first; day <= last; day++) {
      expected += hazard.daily(cause, day - deal.engaged(), known.monthInQuarter(day));
    }
    return expected;
  }

  boolean came(TimedDeal deal) {
    return came(deal, known.start(), known.origin());
  }

  boolean came(TimedDeal deal, int from, int to) {
    return deal.closed() >= Math.max(from, known.start())
        && deal.closed() < Math.min(to, known.origin())
        && deal.won() == (cause == Cause.WON);
  }
}
