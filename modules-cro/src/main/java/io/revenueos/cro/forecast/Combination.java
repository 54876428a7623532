package io.revenueos.cro.forecast;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The mean of the methods whose score is within half as much again of the best one's, weighted by
 * the inverse square of their scores (Bates and Granger, "The combination of forecasts",
 * Operational Research Quarterly 20, 1969).
 */
record Combination(PastForecasts past) implements Rule {
  private static final double WITHIN = 1.5;

  @Override
  public OptionalDouble forecast(Known known, Window window) {
    List<Contest.Entry> entries = Contest.of(past, known, window).entries();
    if (entries.isEmpty()) {
      return OptionalDouble.empty();
    }
    double limit = entries.get(0).score() * WITHIN;
    double sum = 0;
    double weights = 0;
    for (Contest.Entry entry : entries) {
      if (entry.score() <= limit && entry.score() > 0) {
        double weight = 1 / (entry.score() * entry.score());
        sum += weight * entry.forecast();
        weights += weight;
      }
    }
    return weights > 0 ? OptionalDouble.of(sum / weights) : OptionalDouble.empty();
  }
}
