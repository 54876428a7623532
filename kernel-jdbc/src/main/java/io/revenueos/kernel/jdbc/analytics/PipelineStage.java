package io.revenueos.kernel.jdbc.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;

/**
 * The open deals of a stage, in one currency.
 *
 * @param value of all of them; deals without one add nothing
 * @param weightedValue each times its probability
 * @param oldestAt when the oldest was created, UTC
 */
public record PipelineStage(
    String stage,
    Currency currency,
    long deals,
    BigDecimal value,
    BigDecimal weightedValue,
    Instant oldestAt) {}
