package io.revenueos.cro;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How far a price falls. Compared exactly; divided only to be read by people.
 *
 * @param from greater than 0
 * @param to of any sign; above {@code from} when the price rises
 */
record PriceDrop(BigDecimal from, BigDecimal to) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal LONGEST_PERCENT = BigDecimal.valueOf(1_000_000);

  boolean isAtLeast(BigDecimal ratio) {
    return amount().compareTo(ratio.multiply(from)) >= 0;
  }

  /** The drop as the start of a sentence, without its end. */
  String sentence() {
    return amount().signum() <= 0
        ? "The price does not drop"
        : "The price drops by %s %%".formatted(percent());
  }

  /**
   * A ratio in percent, cut after ten decimals so that a reason code stays short whatever a tenant
   * sets: {@code 20}, {@code 12.5}.
   */
  static String percent(BigDecimal ratio) {
    return ratio
        .multiply(HUNDRED)
        .setScale(10, RoundingMode.DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Rounded down, so that 19.999 % never reads as 20 %. */
  private String percent() {
    BigDecimal percent = amount().multiply(HUNDRED).divide(from, 2, RoundingMode.DOWN);
    return percent.compareTo(LONGEST_PERCENT) > 0
        ? "more than " + LONGEST_PERCENT
        : percent.toPlainString();
  }

  private BigDecimal amount() {
    return from.subtract(to);
  }
}
