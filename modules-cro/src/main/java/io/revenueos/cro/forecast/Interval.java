package io.revenueos.cro.forecast;

import java.math.BigDecimal;

/**
 * Between what the actual is expected with a level of confidence.
 *
 * @param level as a ratio, 0.8
 * @param windows from how many past windows it was taken
 */
public record Interval(BigDecimal low, BigDecimal high, BigDecimal level, int windows) {
  public boolean contains(BigDecimal actual) {
    return low.compareTo(actual) <= 0 && actual.compareTo(high) <= 0;
  }
}
