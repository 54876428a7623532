package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts from one tenant's history. On every morning it makes the forecast of each {@link
 * Method}, looks at what each of them said about windows that are over, and chooses the one with
 * the least error; the fallback is the last period. The same history gives the same forecast to the
 * last digit. Not thread-safe: it remembers what it has worked out.
 */
public final class Forecaster {
  private static final int RATIO_DIGITS = 4;

  private final DealHistory history;
  private final Timeline timeline;
  private final PastForecasts past;
  private final Map<Window, DealChances> chances = new HashMap<>();

  private Forecaster(DealHistory history, Timeline timeline) {
    this.history = history;
    this.timeline = timeline;
    this.past = new PastForecasts(timeline);
  }

  public static Forecaster of(DealHistory history, Measure measure) {
    return new Forecaster(history, Timeline.of(history, measure));
  }

  PastForecasts past() {
    return past;
  }

  Timeline timeline() {
    return timeline;
  }

  /** The forecast as of the history's day. */
  public Outcome forecast(Window window) {
    return forecast(history.asOf(), window);
  }

  /**
   * The forecast as it would have been made on the morning of a day.
   *
   * @param day not after the history's, and not after the window's first
   * @throws InvalidInputException otherwise
   */
  public Outcome forecast(LocalDate day, Window window) {
    if (day.isAfter(history.asOf()) || day.isAfter(window.from())) {
      throw new InvalidInputException(
          "invalid_forecast",
          "day",
          "expected one up to %s and up to the window's first day %s, found %s"
              .formatted(history.asOf(), window.from(), day));
    }
    Known known = timeline.known(timeline.number(day));
    long closed = timeline.deals().stream().filter(deal -> deal.closed() < known.origin()).count();
    Optional<Thin> thin = Thin.of(known, window, closed);
    return thin.isPresent() ? new Outcome.Refused(thin.get()) : made(known, window, closed);
  }

  /** A forecast, or why there is none. */
  public sealed interface Outcome {
    /** There is one. */
    record Made(Forecast forecast) implements Outcome {}

    /** History is too thin to pretend. */
    record Refused(Thin thin) implements Outcome {}

    /** Empty when it was refused. */
    default Optional<Forecast> made() {
      return this instanceof Made made ? Optional.of(made.forecast()) : Optional.empty();
    }
  }

  private Outcome made(Known known, Window window, long closed) {
    Contest contest = Contest.ofAll(past, known, window);
    Method method = contest.winner().map(Contest.Entry::method).orElse(Method.LAST_PERIOD);
    double amount = past.forecast(method, known, window).orElseThrow();
    OpenDeals open = known.open();
    long won =
        timeline.deals().stream()
            .filter(deal -> deal.won() && deal.closed() < known.origin())
            .count();
    return new Outcome.Made(
        new Forecast(
            Forecast.VERSION,
            window,
            amount(amount),
            method,
            PastErrors.factor(past.record(method, known, window))
                .map(factor -> interval(amount, factor))
                .orElse(null),
            contest.entries().stream().map(Forecaster::standing).toList(),
            new Forecast.Basis(
                closed, won, open.live(), open.zombies(), Math.max(0, open.oldestClosed()))));
  }

  /** What is expected of each open deal in a window, as of the history's day; the best first. */
  public List<DealOutlook> deals(Window window) {
    Known known = timeline.known(timeline.length());
    DealChances chances = dealChances(window);
    return timeline.deals().stream()
        .filter(deal -> deal.openOn(known.origin()))
        .map(
            deal ->
                new DealOutlook(
                    deal.deal(),
                    ratio(chances.of(deal)),
                    deal.deal().value().orElseGet(() -> amount(known.open().valueOf(deal))),
                    known.open().isZombie(deal)))
        .sorted(
            Comparator.comparing(DealOutlook::expected)
                .reversed()
                .thenComparing(outlook -> outlook.deal().id()))
        .toList();
  }

  /** What the chances of {@link #deals} go by, beside age and month. */
  public List<Influence> influences(Window window) {
    return dealChances(window).influences();
  }

  private DealChances dealChances(Window window) {
    return chances.computeIfAbsent(
        window,
        asked -> {
          int from = timeline.number(asked.from());
          return new DealChances(timeline.known(timeline.length()), from, from + asked.length());
        });
  }

  /** What deals that are not there yet are expected to bring in a window. */
  public BigDecimal newPipeline(Window window) {
    return amount(Arrays.stream(chances(window).comingByDay()).sum());
  }

  private WinChances chances(Window window) {
    Known known = timeline.known(timeline.length());
    int from = timeline.number(window.from());
    Hazard hazard = new Hazard(known.exposure(), Hazard.Season.MONTH_IN_QUARTER, 0);
    return new WinChances(known, hazard, from, from + window.length());
  }

  /**
   * The weeks of a forecast's window: the forecast, spread over the days as the hazard by age and
   * month spreads it.
   */
  public List<Milestone> milestones(Forecast forecast) {
    double[] byDay = chances(forecast.window()).expectedByDay();
    double all = Arrays.stream(byDay).sum();
    List<Milestone> milestones = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < byDay.length; i++) {
      sum += all > 0 ? byDay[i] / all : 1.0 / byDay.length;
      LocalDate day = forecast.window().from().plusDays(i);
      if (day.getDayOfWeek() == DayOfWeek.SUNDAY || i == byDay.length - 1) {
        milestones.add(new Milestone(day, amount(forecast.amount().doubleValue() * sum)));
      }
    }
    return milestones;
  }

  /** What was won in a period until the history's day. */
  public BigDecimal wonIn(Period period) {
    return amount(timeline.won(timeline.number(period.start()), timeline.number(period.end())));
  }

  private static Interval interval(double amount, PastErrors.Factor factor) {
    return new Interval(
        amount(amount / factor.factor()),
        amount(amount * factor.factor()),
        BigDecimal.valueOf(PastErrors.LEVEL),
        factor.windows());
  }

  private static Standing standing(Contest.Entry entry) {
    return new Standing(
        entry.method(),
        amount(entry.forecast()),
        ratioOrNull(entry.record().wape()),
        ratioOrNull(entry.score()),
        entry.record().windows().size());
  }

  static BigDecimal amount(double amount) {
    return new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN);
  }

  /** With four digits; null for what is not a number. */
  private static @Nullable BigDecimal ratioOrNull(double ratio) {
    return Double.isFinite(ratio) ? ratio(ratio) : null;
  }

  /** With four digits; 0 for what is not a number. */
  static BigDecimal ratio(double ratio) {
    return Double.isFinite(ratio)
        ? new BigDecimal(ratio).setScale(RATIO_DIGITS, RoundingMode.HALF_EVEN)
        : BigDecimal.ZERO;
  }
}
