package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Hazard.Season;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chance of each open deal to be won in a window, by its age, the months inside the quarter,
 * its owner, its product, its value and its stage. Zombies have none.
 */
final class DealChances {
  private static final double PRIOR_EVENTS = 10;

  private final Known known;
  private final WinChances chances;
  private final DealFactors factors;
  private final Map<Kind, Double> byKind = new HashMap<>();

  /** Deals with the same chance. */
  private record Kind(int age, DealFactors.Pair factors) {}

  /**
   * @param from the number of the window's first day
   * @param to of the day after its last
   */
  DealChances(Known known, int from, int to) {
    this.known = known;
    Hazard hazard = new Hazard(known.exposure(), Season.MONTH_IN_QUARTER, PRIOR_EVENTS);
    this.chances = new WinChances(known, hazard, from, to);
    this.factors = new DealFactors(known, hazard, to - known.origin());
  }

  List<Influence> influences() {
    return factors.influences();
  }

  /** Between 0 and 1. */
  double of(TimedDeal deal) {
    if (known.open().isZombie(deal)) {
      return 0;
    }
    return byKind.computeIfAbsent(
        new Kind(known.origin() - deal.engaged(), factors.of(deal)),
        kind -> chances.won(known.origin(), kind.age(), kind.factors()));
  }
}
