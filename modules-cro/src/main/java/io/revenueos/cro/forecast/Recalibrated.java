package io.revenueos.cro.forecast;

import java.util.OptionalDouble;

/**
 * Another method times the median of what was won over what it had said: a method that is always a
 * fifth too high is a good one, less a fifth.
 */
record Recalibrated(Method method, PastForecasts past) implements Rule {
  @Override
  public OptionalDouble forecast(Known known, Window window) {
    OptionalDouble raw = past.forecast(method, known, window);
    double[] ratios =
        past.record(method, known, window).windows().stream()
            .filter(one -> one.forecast() > 0)
            .mapToDouble(one -> one.actual() / one.forecast())
            .sorted()
            .toArray();
    return raw.isEmpty() || ratios.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(raw.getAsDouble() * median(ratios));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
