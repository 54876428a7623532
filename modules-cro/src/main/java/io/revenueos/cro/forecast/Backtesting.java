package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Backtest.Point;
import io.revenueos.cro.pipeline.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rolling-origin evaluation of a forecaster (Tashman, Int. J. of Forecasting 16, 2000). */
public final class Backtesting {
  private final Forecaster forecaster;

  public Backtesting(Forecaster forecaster) {
    this.forecaster = forecaster;
  }

  /**
   * The next days from weekly origins; the last window ends on the history's day. The windows
   * overlap and so are not independent.
   *
   * @param length of a window, in days, at least 1
   * @param mostOrigins how many origins at most, the latest
   */
  public Backtest nextDays(int length, int mostOrigins) {
    LocalDate end = forecaster.timeline().day(forecaster.timeline().length());
    List<Point> points = new ArrayList<>();
    LocalDate origin = end.minusDays(length);
    while (started(origin) && points.size() < mostOrigins) {
      points.add(point(origin, Window.days(origin, length)));
      origin = origin.minusDays(TrackRecord.STEP_DAYS);
    }
    Collections.reverse(points);
    return new Backtest("next %d days".formatted(length), points);
  }

  /** Whole months of the calendar, from their first mornings. */
  public Backtest months() {
    LocalDate end = forecaster.timeline().day(forecaster.timeline().length());
    List<Point> points = new ArrayList<>();
    Period month = Period.monthOf(end.minusMonths(1));
    while (started(month.start())) {
      points.add(point(month.start(), Window.of(month)));
      month = Period.monthOf(month.start().minusDays(1));
    }
    Collections.reverse(points);
    return new Backtest("calendar month", points);
  }

  private boolean started(LocalDate origin) {
    Timeline timeline = forecaster.timeline();
    return timeline.number(origin) > timeline.start(timeline.number(origin));
  }

  private boolean madeOn(int origin, int length) {
    LocalDate day = forecaster.timeline().day(origin);
    return origin > 0 && forecaster.forecast(day, Window.days(day, length)).made().isPresent();
  }

  private Point point(LocalDate origin, Window window) {
    Timeline timeline = forecaster.timeline();
    Known known = timeline.known(timeline.number(origin));
    Map<Method, BigDecimal> byMethod = new EnumMap<>(Method.class);
    for (Method method : Method.values()) {
      forecaster
          .past()
          .forecast(method, known, window)
          .ifPresent(said -> byMethod.put(method, Forecaster.amount(said)));
    }
    Map<FixedShare, BigDecimal> byShare = new EnumMap<>(FixedShare.class);
    for (FixedShare share : FixedShare.values()) {
      byShare.put(share, Forecaster.amount(known.open().value() * share.share().doubleValue()));
    }
    double actual = timeline.won(timeline.number(window.from()), timeline.number(window.to()));
    return new Point(
        origin,
        window,
        Forecaster.amount(actual),
        forecaster.forecast(origin, window),
        byMethod,
        byShare);
  }

  /**
   * How good the chances of single deals were, over the mornings of {@link #nextDays} on which
   * history was not too thin.
   */
  public Reliability deals(int length, int mostOrigins) {
    Timeline timeline = forecaster.timeline();
    Reliability.Tally tally = new Reliability.Tally();
    List<Influence> influences = List.of();
    int origin = timeline.length() - length;
    for (int n = 0; n < mostOrigins && madeOn(origin, length); n++) {
      Known known = timeline.known(origin);
      DealChances chances = new DealChances(known, origin, origin + length);
      influences = n == 0 ? chances.influences() : influences;
      for (TimedDeal deal : timeline.deals()) {
        if (deal.openOn(origin)) {
          boolean won = deal.won() && deal.closed() < origin + length;
          tally.add(chances.of(deal), won ? 1 : 0);
        }
      }
      origin -= TrackRecord.STEP_DAYS;
    }
    return tally.result(influences);
  }
}
