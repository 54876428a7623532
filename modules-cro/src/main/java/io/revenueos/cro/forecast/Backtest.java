package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Errors.Pair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a forecaster would have said on past mornings, beside what came. Every choice in it was made
 * with what was known on its own morning.
 *
 * @param name what the windows are: {@code next 28 days}
 * @param points one for each origin, the earliest first
 */
public record Backtest(String name, List<Point> points) {
  public Backtest {
    points = List.copyOf(points);
  }

  /**
   * One morning.
   *
   * @param origin the morning
   * @param outcome what the forecaster said
   * @param byMethod what each method would have said, if it could
   * @param byShare what the rules of thumb would have said
   */
  public record Point(
      LocalDate origin,
      Window window,
      BigDecimal actual,
      Forecaster.Outcome outcome,
      Map<Method, BigDecimal> byMethod,
      Map<FixedShare, BigDecimal> byShare) {
    public Point {
      byMethod = Map.copyOf(byMethod);
      byShare = Map.copyOf(byShare);
    }

    Optional<BigDecimal> chosen() {
      return outcome.made().map(Forecast::amount);
    }
  }

  /** The mornings on which there was a forecast. */
  public List<Point> forecast() {
    return points.stream().filter(point -> point.chosen().isPresent()).toList();
  }

  /**
   * Where the forecast can be compared with the simple ways: the mornings on which there was a
   * forecast and every simple way had one that has any on more than half of them.
   */
  public List<Point> comparable() {
    List<Point> made = forecast();
    List<Method> usual =
        Method.SIMPLE.stream()
            .filter(
                method ->
                    made.stream().filter(point -> point.byMethod().containsKey(method)).count() * 2
                        > made.size())
            .toList();
    return made.stream().filter(point -> point.byMethod().keySet().containsAll(usual)).toList();
  }

  /** The error of what the forecaster chose. */
  public Errors chosen(Collection<Point> among) {
    return errors(among, Point::chosen);
  }

  public Errors of(Method method, Collection<Point> among) {
    return errors(among, point -> Optional.ofNullable(point.byMethod().get(method)));
  }

  public Errors of(FixedShare share, Collection<Point> among) {
    return errors(among, point -> Optional.ofNullable(point.byShare().get(share)));
  }

  private static Errors errors(
      Collection<Point> among, Function<Point, Optional<BigDecimal>> forecast) {
    return Errors.of(
        among.stream()
            .flatMap(
                point ->
                    forecast.apply(point).stream()
                        .map(said -> new Pair(said.doubleValue(), point.actual().doubleValue())))
            .toList());
  }

  /** How often each method was chosen. */
  public Map<Method, Integer> choices() {
    Map<Method, Integer> choices = new EnumMap<>(Method.class);
    points.forEach(
        point -> point.outcome().made().ifPresent(f -> choices.merge(f.method(), 1, Integer::sum)));
    return choices;
  }

  /** How often the interval held. */
  public Coverage coverage() {
    int intervals = 0;
    int held = 0;
    for (Point point : points) {
      Optional<Interval> interval = point.outcome().made().flatMap(Forecast::interval);
      if (interval.isPresent()) {
        intervals++;
        held += interval.get().contains(point.actual()) ? 1 : 0;
      }
    }
    return new Coverage(held, intervals);
  }

  /**
   * How often the actual was inside.
   *
   * @param intervals how many there were; the first mornings have too few past errors for one
   */
  public record Coverage(int held, int intervals) {
    /** As a ratio; 0 when there were none. */
    public BigDecimal share() {
      return Forecaster.ratio(intervals == 0 ? 0 : (double) held / intervals);
    }
  }
}
