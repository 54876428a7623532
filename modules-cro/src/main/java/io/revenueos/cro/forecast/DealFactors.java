package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Exposure.Cause;
import io.revenueos.cro.pipeline.DealRecord;
import java.util.function.Function;

/**
 * How a deal's owner and product speak for its being won or lost, as far as the tenant's own deals
 * show that owners and products differ. Products are looked at with their owners' factors in mind,
 * so that what both say is not counted twice. Immutable.
 */
final class DealFactors {
  private final Side won;
  private final Side lost;

  /** The factors of one of the two ends. */
  private record Side(GroupFactors owners, GroupFactors products) {
    double of(DealRecord deal) {
      return owners.of(deal.owner()) * products.of(deal.product());
    }
  }

  /**
   * What the daily chances of one deal are multiplied by.
   *
   * @param win greater than 0, like the other
   */
  record Pair(double win, double lose) {
    static final Pair NEUTRAL = new Pair(1, 1);
  }

  DealFactors(Known known, Hazard hazard) {
    this.won = side(known, hazard, Cause.WON);
    this.lost = side(known, hazard, Cause.LOST);
  }

  private static Side side(Known known, Hazard hazard, Cause cause) {
    GroupFactors owners = factors(known, hazard, cause, DealRecord::owner, deal -> 1.0);
    GroupFactors products =
        factors(known, hazard, cause, DealRecord::product, deal -> owners.of(deal.deal().owner()));
    return new Side(owners, products);
  }

  private static GroupFactors factors(
      Known known,
      Hazard hazard,
      Cause cause,
      Function<DealRecord, String> grouping,
      Function<TimedDeal, Double> others) {
    GroupFactors.Tally tally = new GroupFactors.Tally();
    for (TimedDeal deal : known.deals()) {
      String group = grouping.apply(deal.deal());
      tally.expect(group, others.apply(deal) * expected(known, hazard, cause, deal));
      if (deal.closed() >= known.start()
          && deal.closed() < known.origin()
          && deal.won() == (cause == Cause.WON)) {
        tally.saw(group);
      }
    }
    return tally.result();
  }

  /** How many such ends a deal of its ages has on average, while closings were recorded. */
  private static double expected(Known known, Hazard hazard, Cause cause, TimedDeal deal) {
    double expected = 0;
    int last = Math.min(deal.closed(), known.origin() - 1);
    for (int day = Math.max(deal.engaged(), known.start()); day <= last; day++) {
      expected += hazard.daily(cause, day - deal.engaged(), known.monthInQuarter(day));
    }
    return expected;
  }

  Pair of(DealRecord deal) {
    return new Pair(won.of(deal), lost.of(deal));
  }
}
