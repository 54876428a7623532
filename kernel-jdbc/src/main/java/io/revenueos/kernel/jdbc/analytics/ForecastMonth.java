package io.revenueos.kernel.jdbc.analytics;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;

/**
 * Open deals that are expected to close in a month, in one currency, by the rule of the contract
 * ("CRO rules that are arithmetic"). Pipeline that does not exist yet is not in it.
 *
 * @param commit probability above 70 %
 * @param base commit and half of what is at 40 to 70 %
 * @param stretch base and everything below 40 %
 * @param weighted each value times its probability
 */
public record ForecastMonth(
    YearMonth month,
    Currency currency,
    long deals,
    BigDecimal commit,
    BigDecimal base,
    BigDecimal stretch,
    BigDecimal weighted) {}
