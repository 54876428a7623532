package io.revenueos.cro.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The methods that have a forecast and a record, the best first. Only windows count of which the
 * fallback, too, has a forecast, so that none is judged by easier ones; a method without any is not
 * in it, however promising it looks.
 *
 * @param entries by score, the simpler first among equals
 */
record Contest(List<Entry> entries) {
  /**
   * A method.
   *
   * @param record its past windows, as far as the fallback has them
   */
  record Entry(Method method, double forecast, double score, TrackRecord record) {}

  /** Of all methods but their combination. */
  static Contest of(PastForecasts past, Known known, Window window) {
    return among(EnumSet.complementOf(EnumSet.of(Method.COMBINATION)), past, known, window);
  }

  static Contest ofAll(PastForecasts past, Known known, Window window) {
    return among(EnumSet.allOf(Method.class), past, known, window);
  }

  private static Contest among(
      Set<Method> methods, PastForecasts past, Known known, Window window) {
    TrackRecord fallback = past.record(Method.LAST_PERIOD, known, window);
    List<Entry> entries = new ArrayList<>();
    for (Method method : methods) {
      OptionalDouble forecast = past.forecast(method, known, window);
      TrackRecord record = past.record(method, known, window).sharedWith(fallback);
      if (forecast.isPresent() && !record.isEmpty()) {
        entries.add(new Entry(method, forecast.getAsDouble(), record.score(), record));
      }
    }
    entries.sort(Comparator.comparingDouble(Entry::score).thenComparing(Entry::method));
    return new Contest(List.copyOf(entries));
  }

  Optional<Entry> winner() {
    return entries.stream().findFirst();
  }
}
