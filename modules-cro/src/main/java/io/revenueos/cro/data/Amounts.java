package io.revenueos.cro.data;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;

/** Amounts as the tables hold them, written one way: 0.50 and 0.5 are equal from here on. */
final class Amounts {
  private static final int MAX_DIGITS = 40;

  private Amounts() {}

  static BigDecimal plain(String column, BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    if ((long) bare.precision() - bare.scale() > MAX_DIGITS || bare.scale() > MAX_DIGITS) {
      throw new InvalidInputException(
          "invalid_amount",
          column,
          "expected at most %d digits before and after the point".formatted(MAX_DIGITS));
    }
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  static BigDecimal atLeastZero(String column, BigDecimal value) {
    BigDecimal plain = plain(column, value);
    if (plain.signum() < 0) {
      throw new InvalidInputException(
          "invalid_amount", column, "expected at least 0, found " + plain.toPlainString());
    }
    return plain;
  }
}
