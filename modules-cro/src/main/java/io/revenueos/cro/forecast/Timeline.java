package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history by days, added up so that what was known on any morning is read quickly. Not
 * thread-safe: it remembers what was asked.
 */
final class Timeline {
  private final List<TimedDeal> deals;
  private final LocalDate epoch;
  private final int length;
  private final double[] wonBefore;
  private final DailyExposure exposure;
  private final RecordingStart start;
  private final Map<String, BigDecimal> listPrices;
  private final Spells spells;
  private final Map<Integer, Known> known = new HashMap<>();

  private Timeline(List<TimedDeal> deals, DealHistory history, LocalDate epoch) {
    this.deals = deals;
    this.listPrices = history.listPrices();
    this.epoch = epoch;
    this.length = (int) ChronoUnit.DAYS.between(epoch, history.asOf());
    this.spells = new Spells(deals, history.sightings(), seen -> number(seen.day()));
    this.wonBefore = new double[length + 1];
    for (TimedDeal deal : deals) {
      if (deal.won()) {
        wonBefore[deal.closed() + 1] += deal.value();
      }
    }
    for (int day = 0; day < length; day++) {
      wonBefore[day + 1] += wonBefore[day];
    }
    this.exposure = new DailyExposure(deals, length, this::monthInQuarter);
    this.start = RecordingStart.of(deals);
  }

  static Timeline of(DealHistory history, Measure measure) {
    LocalDate epoch =
        history.deals().stream().findFirst().map(DealRecord::engaged).orElse(history.asOf());
    List<TimedDeal> deals =
        history.deals().stream().map(deal -> timed(deal, history, measure, epoch)).toList();
    return new Timeline(deals, history, epoch);
  }

  private static TimedDeal timed(
      DealRecord deal, DealHistory history, Measure measure, LocalDate epoch) {
    boolean counted = measure == Measure.COUNT;
    double value = counted ? 1 : deal.value().map(BigDecimal::doubleValue).orElse(0.0);
    double list =
        counted ? 1 : history.listPrice(deal).map(BigDecimal::doubleValue).orElse(Double.NaN);
    return new TimedDeal(
        deal,
        (int) ChronoUnit.DAYS.between(epoch, deal.engaged()),
        deal.closed()
            .map(day -> (int) ChronoUnit.DAYS.between(epoch, day))
            .orElse(TimedDeal.STILL_OPEN),
        deal.outcome() == Outcome.WON ? value : 0,
        list);
  }

  List<TimedDeal> deals() {
    return deals;
  }

  /** The first day that is not known; the day of the history. */
  int length() {
    return length;
  }

  int number(LocalDate day) {
    return (int) ChronoUnit.DAYS.between(epoch, day);
  }

  LocalDate day(int number) {
    return epoch.plusDays(number);
  }

  int monthInQuarter(int day) {
    return (epoch.plusDays(day).getMonthValue() - 1) % 3;
  }

  /** What is known on the morning of a day. */
  Known known(int origin) {
    Known there = known.get(origin);
    if (there == null) {
      there = new Known(this, origin);
      known.put(origin, there);
    }
    return there;
  }

  Optional<BigDecimal> listPriceOf(TimedDeal deal) {
    return Optional.ofNullable(listPrices.get(deal.deal().product()));
  }

  Spells spells() {
    return spells;
  }

  double won(int from, int to) {
    return before(to) - before(from);
  }

  private double before(int day) {
    return wonBefore[Math.max(0, Math.min(day, length))];
  }

  Exposure exposure(int from, int to) {
    return exposure.between(from, to);
  }

  int start(int origin) {
    return start.knownOn(origin);
  }
}
