package io.revenueos.cro.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Forecasts that repeat the past as it was. */
final class PastPeriods {
  private static final int MAX_PERIODS = 100;

  private PastPeriods() {}

  static OptionalDouble last(Known known, Window window) {
    Window last = window.lastBefore(known.day());
    if (!known.covers(last)) {
      // The last whole month may be older than the recording, the days before today not.
      last = Window.days(known.day().minusDays(window.length()), window.length());
    }
    return known.covers(last) ? OptionalDouble.of(known.won(last)) : OptionalDouble.empty();
  }

  static OptionalDouble mean(Known known, Window window) {
    List<Double> won = new ArrayList<>();
    Window past = window.lastBefore(known.day());
    while (known.covers(past) && won.size() < MAX_PERIODS) {
      won.add(known.won(past));
      past = past.lastBefore(past.from());
    }
    return won.stream().mapToDouble(Double::doubleValue).average();
  }

  static OptionalDouble sameOfLastQuarter(Known known, Window window) {
    return sameOfQuarters(known, window).stream().mapToDouble(Double::doubleValue).findFirst();
  }

  static OptionalDouble meanOfQuarters(Known known, Window window) {
    return sameOfQuarters(known, window).stream().mapToDouble(Double::doubleValue).average();
  }

  /** What the same period of past quarters brought, the latest first. */
  private static List<Double> sameOfQuarters(Known known, Window window) {
    List<Double> won = new ArrayList<>();
    for (int quarters = 1; quarters <= MAX_PERIODS; quarters++) {
      Window past = window.quartersBefore(quarters);
      if (known.covers(past)) {
        won.add(known.won(past));
      } else if (known.number(past.from()) < known.start()) {
        break;
      }
    }
    return won;
  }
}
