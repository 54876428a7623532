package io.revenueos.cro.forecast;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How the stage that a deal stands in speaks for its being won or lost within a number of days. An
 * export says what a deal's stage is today and not what it was, so this is learned from deals that
 * were seen while they were open: each of them once for each time that it was in a stage, from the
 * day on which it was first seen there (a landmark; van Houwelingen, "Dynamic prediction by
 * landmarking in event history analysis", Scandinavian Journal of Statistics 34, 2007). The mean
 * that stages are held against is that of the same deals from the first sighting on. Immutable.
 */
final class StageFactors {
  /** How many deals must have closed after they were seen, so that anything can be learned. */
  static final int LEAST_CLOSED = 30;

  private final Known known;
  private final List<Spell> spells;
  private final int days;
  private final Optional<String> whyNot;

  /**
   * @param days how many days from a sighting on count, at least 1
   */
  StageFactors(Known known, int days) {
    this.known = known;
    this.spells = known.spells();
    this.days = days;
    this.whyNot = whyNot(known, spells);
  }

  /** Why nothing is learned. */
  Optional<String> whyNot() {
    return whyNot;
  }

  private static Optional<String> whyNot(Known known, List<Spell> spells) {
    long closed =
        spells.stream().filter(known::isFirst).map(Spell::deal).filter(known::ended).count();
    return closed >= LEAST_CLOSED
        ? Optional.empty()
        : Optional.of(
            "%,d deals have closed after an earlier forecast saw their stage, it takes %d"
                .formatted(closed, LEAST_CLOSED));
  }

  /** The stage of a deal; empty where it was not seen, or nothing is learned from stages. */
  Optional<String> of(TimedDeal deal) {
    return whyNot.isPresent() ? Optional.empty() : known.stageOf(deal);
  }

  /**
   * @param others what the other groups of a deal make of its chances
   */
  GroupFactors learned(Expectation expectation, ToDoubleFunction<TimedDeal> others) {
    GroupFactors.Tally tally = new GroupFactors.Tally();
    double seen = 0;
    double expected = 0;
    for (Spell spell : spells) {
      TimedDeal deal = spell.deal();
      double factor = others.applyAsDouble(deal);
      int to = spell.from() + days;
      tally.expect(spell.stage(), factor * expectation.of(deal, spell.from(), to));
      if (expectation.came(deal, spell.from(), to)) {
        tally.saw(spell.stage());
      }
      if (known.isFirst(spell)) {
        expected += factor * expectation.of(deal, spell.from(), known.origin());
        seen += expectation.came(deal, spell.from(), known.origin()) ? 1 : 0;
      }
    }
    return expected > 0 ? tally.result(seen / expected) : tally.result();
  }
}
