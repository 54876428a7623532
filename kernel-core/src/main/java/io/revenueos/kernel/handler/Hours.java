package io.revenueos.kernel.handler;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** A parameter in hours, fractions allowed, as a duration. */
final class Hours {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal MOST = BigDecimal.valueOf(24L * 366 * 10);

  private Hours() {}

  /**
   * @throws InvalidInputException unless the parameter is a number of at most ten years
   */
  static Duration of(JsonObject parameters, String key, String defaultHours) {
    if (parameters.has(key) && parameters.decimal(key).isEmpty()) {
      throw invalid(parameters, key);
    }
    BigDecimal hours = parameters.decimal(key).orElseGet(() -> new BigDecimal(defaultHours));
    if (hours.abs().compareTo(MOST) > 0) {
      throw invalid(parameters, key);
    }
    return Duration.ofSeconds(
        hours.multiply(SECONDS_PER_HOUR).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static InvalidInputException invalid(JsonObject parameters, String key) {
    return new InvalidInputException(
        "invalid_action",
        "parameters." + key,
        "expected hours as a number of at most ten years, found " + parameters.describe(key));
  }
}
