package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Hazard.Season;
import java.util.HashMap;
import java.util.Map;

/**
 * The chance of each open deal to be won in a window, by its age and the months inside the quarter.
 * Zombies have none.
 */
final class DealChances {
  private static final double PRIOR_EVENTS = 10;

  private final Known known;
  private final WinChances chances;
  private final Map<Integer, Double> byAge = new HashMap<>();

  /**
   * @param from the number of the window's first day
   * @param to of the day after its last
   */
  DealChances(Known known, int from, int to) {
    this.known = known;
    Hazard hazard = new Hazard(known.exposure(), Season.MONTH_IN_QUARTER, PRIOR_EVENTS);
    this.chances = new WinChances(known, hazard, from, to);
  }

  /** Between 0 and 1. */
  double of(TimedDeal deal) {
    if (known.open().isZombie(deal)) {
      return 0;
    }
    return byAge.computeIfAbsent(
        known.origin() - deal.engaged(), age -> chances.won(known.origin(), age));
  }
}
