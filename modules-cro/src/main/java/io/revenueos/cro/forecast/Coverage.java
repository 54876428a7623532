package io.revenueos.cro.forecast;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How often the open pipeline holds the target.
 *
 * @param ratio open pipeline over target, with two digits, rounded down
 */
public record Coverage(BigDecimal ratio, Verdict verdict) {
  private static final BigDecimal LEAST = new BigDecimal("3");
  private static final BigDecimal MOST = new BigDecimal("5");

  /** What it means. */
  public enum Verdict {
    /** Below 3. */
    AT_RISK,
    /** From 3 to 5. */
    HEALTHY,
    /** Above 5: more than a team can work on, or deals that nobody has closed. */
    ABUNDANT;

    /** For people: {@code at risk}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * @throws InvalidInputException when the target is not above 0
   */
  public static Coverage of(BigDecimal openPipeline, BigDecimal target) {
    if (target.signum() <= 0) {
      throw new InvalidInputException(
          "invalid_target", "target", "expected more than 0, found " + target);
    }
    Verdict verdict =
        openPipeline.compareTo(target.multiply(LEAST)) < 0
            ? Verdict.AT_RISK
            : openPipeline.compareTo(target.multiply(MOST)) > 0
                ? Verdict.ABUNDANT
                : Verdict.HEALTHY;
    return new Coverage(openPipeline.divide(target, 2, RoundingMode.DOWN), verdict);
  }
}
