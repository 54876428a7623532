package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a method stands on the morning of a forecast.
 *
 * @param forecast what it says about the window
 * @param wapeOrNull the sum of its past errors over the sum of what was won, as a ratio; null when
 *     nothing was won
 * @param scoreOrNull the same, recent windows counting more and few distrusted: the least is
 *     chosen; null when nothing was won
 * @param windows how many past windows it was judged by
 */
public record Standing(
    Method method,
    BigDecimal forecast,
    @Nullable BigDecimal wapeOrNull,
    @Nullable BigDecimal scoreOrNull,
    int windows) {

  /** Empty when nothing was won in its past windows: there is nothing to measure errors by. */
  public Optional<BigDecimal> wape() {
    return Optional.ofNullable(wapeOrNull);
  }

  /** Empty when nothing was won in its past windows. */
  public Optional<BigDecimal> score() {
    return Optional.ofNullable(scoreOrNull);
  }
}
