package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Exposure.Cause;
import io.revenueos.cro.forecast.Influence.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a deal's owner, product, value and stage speak for its being won or lost, as far as the
 * tenant's own deals show that such groups differ. Products are looked at with their owners'
 * factors in mind, values with both, stages with all three, so that what two say is not counted
 * twice. Immutable.
 */
final class DealFactors {
  private final List<Grouping> groupings;
  private final StageFactors stages;
  private final Side won;
  private final Side lost;

  /**
   * What was learned for one of the two ends.
   *
   * @param factors one for each grouping but the stages
   */
  private record Side(List<GroupFactors> factors, GroupFactors stages) {}

  /** By what deals are told apart; a deal of which it is not known is in no group. */
  private record Grouping(
      Kind kind, Function<TimedDeal, Optional<String>> group, Optional<String> whyNot) {}

  /** How often a deal ended so, and how often one of its ages does, by what is known so far. */
  private record Lived(TimedDeal deal, double expected, boolean came) {
    Lived times(double factor) {
      return new Lived(deal, expected * factor, came);
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

  /**
   * @param days how far the chances reach
   */
  DealFactors(Known known, Hazard hazard, int days) {
    ValueGroups values = ValueGroups.of(known);
    this.groupings =
        List.of(
            new Grouping(Kind.OWNER, deal -> Optional.of(deal.deal().owner()), Optional.empty()),
            new Grouping(
                Kind.PRODUCT, deal -> Optional.of(deal.deal().product()), Optional.empty()),
            new Grouping(Kind.VALUE, values::of, values.whyNot()));
    this.stages = new StageFactors(known, days);
    this.won = learned(new Expectation(known, hazard, Cause.WON));
    this.lost = learned(new Expectation(known, hazard, Cause.LOST));
  }

  private Side learned(Expectation expectation) {
    List<Lived> lived =
        expectation.known().deals().stream()
            .map(deal -> new Lived(deal, expectation.of(deal), expectation.came(deal)))
            .toList();
    List<GroupFactors> learned = new ArrayList<>();
    for (Grouping grouping : groupings) {
      GroupFactors factors = factors(lived, grouping);
      learned.add(factors);
      lived = lived.stream().map(one -> one.times(factor(factors, grouping, one.deal()))).toList();
    }
    return new Side(learned, stages.learned(expectation, deal -> product(learned, deal)));
  }

  private static GroupFactors factors(List<Lived> lived, Grouping grouping) {
    GroupFactors.Tally tally = new GroupFactors.Tally();
    for (Lived one : lived) {
      Optional<String> group = grouping.group().apply(one.deal());
      group.ifPresent(name -> tally.expect(name, one.expected()));
      group.filter(name -> one.came()).ifPresent(tally::saw);
    }
    return tally.result();
  }

  private static double factor(GroupFactors factors, Grouping grouping, TimedDeal deal) {
    return grouping.group().apply(deal).map(factors::of).orElse(1.0);
  }

  Pair of(TimedDeal deal) {
    return new Pair(factor(won, deal), factor(lost, deal));
  }

  private double factor(Side side, TimedDeal deal) {
    double stage = stages.of(deal).map(side.stages()::of).orElse(1.0);
    return product(side.factors(), deal) * stage;
  }

  private double product(List<GroupFactors> factors, TimedDeal deal) {
    double product = 1;
    for (int i = 0; i < factors.size(); i++) {
      product *= factor(factors.get(i), groupings.get(i), deal);
    }
    return product;
  }

  /** In the order in which they are looked at. */
  List<Influence> influences() {
    List<Influence> influences = new ArrayList<>();
    for (int i = 0; i < groupings.size(); i++) {
      Grouping grouping = groupings.get(i);
      GroupFactors factors = won.factors().get(i);
      influences.add(
          grouping
              .whyNot()
              .map(why -> Influence.none(grouping.kind(), why))
              .orElseGet(() -> Influence.of(grouping.kind(), factors)));
    }
    influences.add(
        stages
            .whyNot()
            .map(why -> Influence.none(Kind.STAGE, why))
            .orElseGet(() -> Influence.of(Kind.STAGE, won.stages())));
    return List.copyOf(influences);
  }
}
