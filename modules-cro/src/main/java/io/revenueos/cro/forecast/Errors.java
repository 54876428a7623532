package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.List;

/**
 * How far forecasts were off.
 *
 * @param windows how many there were
 * @param wape the sum of the absolute errors over the sum of the actuals, as a ratio
 * @param mape the mean of the absolute errors, each over its actual, as a ratio; windows in which
 *     nothing was won are left out
 * @param bias the sum of the errors over the sum of the actuals, as a ratio; above 0 when too high
 */
public record Errors(int windows, BigDecimal wape, BigDecimal mape, BigDecimal bias) {

  /** One forecast and what came. */
  record Pair(double forecast, double actual) {
    private double error() {
      return forecast - actual;
    }
  }

  static Errors of(List<Pair> pairs) {
    double actual = pairs.stream().mapToDouble(Pair::actual).sum();
    double absolute = pairs.stream().mapToDouble(pair -> Math.abs(pair.error())).sum();
    double signed = pairs.stream().mapToDouble(Pair::error).sum();
    double relative =
        pairs.stream()
            .filter(pair -> pair.actual() > 0)
            .mapToDouble(pair -> Math.abs(pair.error()) / pair.actual())
            .average()
            .orElse(Double.NaN);
    return new Errors(
        pairs.size(),
        Forecaster.ratio(absolute / actual),
        Forecaster.ratio(relative),
        Forecaster.ratio(signed / actual));
  }
}
