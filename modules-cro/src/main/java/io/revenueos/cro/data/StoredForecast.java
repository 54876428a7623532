package io.revenueos.cro.data;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The latest forecast of a scenario.
 *
 * @param confidenceOrNull the level of the interval that the amount is a bound of, 0 to 1; null for
 *     none
 * @param notes how it was made, with the version of the rules; may be empty; up to 1,048,576
 *     characters
 */
public record StoredForecast(
    Period period,
    Scenario scenario,
    BigDecimal newArr,
    Currency currency,
    @Nullable BigDecimal confidenceOrNull,
    String notes) {
  /** Which of the three. */
  public enum Scenario {
    /** What is as good as sure. */
    COMMIT,
    /** What is expected. */
    BASE,
    /** What it may come to. */
    STRETCH;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public StoredForecast {
    newArr = Amounts.plain("forecast_new_arr", newArr);
    if (confidenceOrNull != null) {
      confidenceOrNull = Amounts.atLeastZero("confidence", confidenceOrNull);
      if (confidenceOrNull.compareTo(BigDecimal.ONE) > 0) {
        throw new InvalidInputException(
            "invalid_forecast", "confidence", "expected 0 to 1, found " + confidenceOrNull);
      }
    }
    new RowCheck("invalid_forecast").text("notes", notes);
  }
}
