package io.revenueos.cro.forecast;

import java.math.BigDecimal;

/**
 * How a method stands on the morning of a forecast.
 *
 * @param forecast what it says about the window
 * @param wape the sum of its past errors over the sum of what was won, as a ratio
 * @param score the same, recent windows counting more and few distrusted: the least is chosen
 * @param windows how many past windows it was judged by
 */
public record Standing(
    Method method, BigDecimal forecast, BigDecimal wape, BigDecimal score, int windows) {}
