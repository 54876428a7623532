package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What should have been won by the end of a week for the forecast to hold.
 *
 * @param lastDay a Sunday, or the window's last day
 * @param won since the window's first day
 */
public record Milestone(LocalDate lastDay, BigDecimal won) {}
