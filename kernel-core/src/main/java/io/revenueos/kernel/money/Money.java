package io.revenueos.kernel.money;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in a currency, with as many decimals as it has and at least as many as the
 * currency: 1.5 USD is 1.50 USD.
 *
 * @param amount at most {@value #MAX_DIGITS} digits before and as many after the point
 */
public record Money(BigDecimal amount, Currency currency) {
  private static final String CODE = "invalid_money";
  private static final int MAX_DIGITS = 40;

  public Money {
    BigDecimal bare = amount.stripTrailingZeros();
    if ((long) bare.precision() - bare.scale() > MAX_DIGITS || bare.scale() > MAX_DIGITS) {
      throw new InvalidInputException(
          CODE,
          "amount",
          "expected at most %d digits before and after the point".formatted(MAX_DIGITS));
    }
    amount =
        bare.setScale(Math.max(bare.scale(), Math.max(0, currency.getDefaultFractionDigits())));
  }

  public static Money of(String amount, String currency) {
    return new Money(decimal(amount), currency(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException none) {
      throw new InvalidInputException(CODE, "amount", "expected a decimal number");
    }
  }

  private static Currency currency(String text) {
    try {
      return Currency.getInstance(text);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidInputException(
          CODE, "currency", "expected a code of ISO 4217 such as EUR or USD");
    }
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
