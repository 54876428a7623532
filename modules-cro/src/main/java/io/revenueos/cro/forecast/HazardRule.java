package io.revenueos.cro.forecast;

import io.revenueos.cro.forecast.Hazard.Season;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Every live deal by the chance of its age, and the deals to come. */
record HazardRule(Season season) implements Rule {
  /** How long closings must have been recorded before a hazard is estimated. */
  private static final int LEAST_DAYS = 28;

  @Override
  public OptionalDouble forecast(Known known, Window window) {
    if (known.origin() - known.start() < LEAST_DAYS) {
      return OptionalDouble.empty();
    }
    int from = known.number(window.from());
    double[] expected =
        new WinChances(known, new Hazard(known.exposure(), season, 0), from, from + window.length())
            .expectedByDay();
    return OptionalDouble.of(Arrays.stream(expected).sum());
  }
}
