package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known on the morning of a day, the origin: nothing of that day or a later one can be read
 * from it. Days are numbered from the first day of the {@link Timeline}. Immutable.
 */
final class Known {
  private final Timeline timeline;
  private final int origin;
  private final OpenDeals open;

  Known(Timeline timeline, int origin) {
    this.timeline = timeline;
    this.origin = origin;
    this.open = new OpenDeals(timeline, origin);
  }

  int origin() {
    return origin;
  }

  LocalDate day() {
    return timeline.day(origin);
  }

  /** The first day from which closings were recorded; the origin itself when there is none. */
  int start() {
    return Math.min(origin, timeline.start(origin));
  }

  boolean covers(Window window) {
    return timeline.number(window.from()) >= start() && timeline.number(window.to()) <= origin;
  }

  /**
   * What was won in a window that is over.
   *
   * @throws IllegalArgumentException when a day of it is not known yet
   */
  double won(Window window) {
    return won(timeline.number(window.from()), timeline.number(window.to()));
  }

  double won(int from, int to) {
    if (to > origin) {
      throw new IllegalArgumentException(
          "day %d is not known on the morning of day %d".formatted(to - 1, origin));
    }
    return timeline.won(from, to);
  }

  /** Those on which work began before the morning; what came of them later is not to be read. */
  List<TimedDeal> deals() {
    return timeline.deals().stream().filter(deal -> deal.engaged() < origin).toList();
  }

  /** Whether a deal had closed by the morning. */
  boolean ended(TimedDeal deal) {
    return deal.closed() < origin;
  }

  /** Its product's list price, which does not change. */
  Optional<BigDecimal> listPriceOf(TimedDeal deal) {
    return timeline.listPriceOf(deal);
  }

  /**
   * What is said that a deal is worth, above 0; empty when nothing was known of that. What an open
   * deal was thought to be worth is known today and not of a past morning.
   */
  Optional<BigDecimal> valueOf(TimedDeal deal) {
    boolean readable = ended(deal) || origin == timeline.length();
    return deal.deal().value().filter(value -> readable && value.signum() > 0);
  }

  /** In which stages open deals had been seen. */
  List<Spell> spells() {
    return timeline.spells().before(origin);
  }

  /** Whether a spell is the first of its deal. */
  boolean isFirst(Spell spell) {
    return timeline.spells().isFirst(spell);
  }

  /** The stage in which a deal had last been seen. */
  Optional<String> stageOf(TimedDeal deal) {
    return timeline.spells().stage(deal, origin);
  }

  OpenDeals open() {
    return open;
  }

  /** The open pipeline on the morning of an earlier day. */
  OpenDeals openOn(int earlier) {
    return earlier == origin ? open : timeline.known(Math.min(earlier, origin)).open();
  }

  Exposure exposure() {
    return timeline.exposure(start(), origin);
  }

  int number(LocalDate day) {
    return timeline.number(day);
  }

  /** The month inside the quarter, 0 to 2, of any day, past or future. */
  int monthInQuarter(int day) {
    return timeline.monthInQuarter(day);
  }
}
