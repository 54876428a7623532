package io.revenueos.cmo.numbers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * One number over another, and which.
 *
 * @param of what is divided by what, for people: {@code clicks / impressions}
 */
public record Rate(String of, BigDecimal numerator, BigDecimal denominator) {
  private static final int DECIMALS = 6;

  static Rate of(String of, long numerator, long denominator) {
    return new Rate(of, BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
  }

  /** To six decimals, halves to the even neighbour; empty when it is divided by 0. */
  public Optional<BigDecimal> value() {
    return denominator.signum() == 0
        ? Optional.empty()
        : Optional.of(numerator.divide(denominator, DECIMALS, RoundingMode.HALF_EVEN));
  }

  /** Compares exactly, without dividing; both must be defined. */
  int compareTo(Rate other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
