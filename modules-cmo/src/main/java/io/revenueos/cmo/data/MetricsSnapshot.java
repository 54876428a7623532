package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A campaign's figures at the end of a day: one for each campaign, day and mode.
 *
 * @param money what it brought and cost
 * @param details free; when written out up to 1,048,576 characters
 */
public record MetricsSnapshot(
    UUID campaign,
    LocalDate date,
    DataMode mode,
    Figures figures,
    Money money,
    JsonObject details) {

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public MetricsSnapshot {
    Checks.json("details", details);
  }

  /** How often something happened. */
  public record Figures(
      long impressions, long clicks, long conversions, long sent, long delivered, long opens) {
    /**
     * @throws InvalidInputException naming the column of what is less than 0
     */
    public Figures {
      Checks.atLeastZero("impressions", impressions);
      Checks.atLeastZero("clicks", clicks);
      Checks.atLeastZero("conversions", conversions);
      Checks.atLeastZero("sent_count", sent);
      Checks.atLeastZero("delivered_count", delivered);
      Checks.atLeastZero("open_count", opens);
    }
  }

  /**
   * What came in and went out, in one currency; up to 40 digits before and after the point.
   *
   * @param revenue may be less than 0, after refunds
   */
  public record Money(BigDecimal revenue, BigDecimal cost, String currency) {
    /**
     * @throws InvalidInputException naming the column of what cannot be
     */
    public Money {
      revenue = Checks.plain("revenue", revenue);
      cost = Checks.plain("cost", cost);
      if (cost.signum() < 0) {
        throw new InvalidInputException(
            Checks.CODE, "cost", "expected 0 or more, found " + cost.toPlainString());
      }
      Budget.checkCurrency(currency);
    }

    public static Money none() {
      return new Money(BigDecimal.ZERO, BigDecimal.ZERO, Budget.DEFAULT_CURRENCY);
    }
  }
}
