package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Hazard.Season;
import io.revenueos.cro.forecast.TrackRecord.Past;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All methods on one timeline. A forecast is made from what was known on its morning and nothing
 * else, so it is the same whether it is made then or, for a backtest, later; it is remembered. Not
 * thread-safe.
 */
final class PastForecasts {
  private record Made(Method method, int origin, Window window) {}

  private final Timeline timeline;
  private final Map<Method, Rule> rules = new EnumMap<>(Method.class);
  private final Map<Made, OptionalDouble> made = new HashMap<>();

  PastForecasts(Timeline timeline) {
    this.timeline = timeline;
    rules.put(Method.LAST_PERIOD, PastPeriods::last);
    rules.put(Method.SAME_OF_LAST_QUARTER, PastPeriods::sameOfLastQuarter);
    rules.put(Method.MEAN_OF_PAST, PastPeriods::mean);
    rules.put(Method.MEAN_OF_QUARTERS, PastPeriods::meanOfQuarters);
    rules.put(Method.OWN_YIELD, new OwnYield());
    rules.put(Method.HAZARD, new HazardRule(Season.IGNORED));
    rules.put(Method.SEASONAL_HAZARD, new HazardRule(Season.MONTH_IN_QUARTER));
    rules.put(Method.RECALIBRATED_HAZARD, new Recalibrated(Method.SEASONAL_HAZARD, this));
    rules.put(Method.COMBINATION, new Combination(this));
  }

  Timeline timeline() {
    return timeline;
  }

  OptionalDouble forecast(Method method, Known known, Window window) {
    Made key = new Made(method, known.origin(), window);
    OptionalDouble there = made.get(key);
    if (there == null) {
      Rule rule = rules.get(method);
      there = rule == null ? OptionalDouble.empty() : rule.forecast(known, window);
      made.put(key, there);
    }
    return there;
  }

  /**
   * What the method said about windows like this one that were over on the morning of the origin:
   * as long, and as far ahead.
   */
  TrackRecord record(Method method, Known known, Window window) {
    int lead = known.number(window.from()) - known.origin();
    int last = known.origin() - lead - window.length();
    int first =
        Math.max(known.start(), last - (TrackRecord.MAX_WINDOWS - 1) * TrackRecord.STEP_DAYS);
    List<Past> record = new ArrayList<>();
    for (int past = last; past >= first; past -= TrackRecord.STEP_DAYS) {
      Window then = Window.days(timeline.day(past + lead), window.length());
      double actual = known.won(then);
      int origin = past;
      forecast(method, timeline.known(past), then)
          .ifPresent(said -> record.add(new Past(origin, said, actual)));
    }
    return new TrackRecord(record);
  }
}
