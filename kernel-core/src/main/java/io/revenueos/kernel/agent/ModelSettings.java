package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;

/**
 * How a model is to answer.
 *
 * @param temperature 0 to 2: 0 for the same words for the same question, as far as a provider can
 * @param maxOutputTokens of one turn, 1 to 1,000,000
 */
public record ModelSettings(BigDecimal temperature, int maxOutputTokens) {
  private static final BigDecimal HOTTEST = BigDecimal.valueOf(2);
  private static final int MOST_TOKENS = 1_000_000;
  private static final ModelSettings DEFAULT = new ModelSettings(BigDecimal.ZERO, 4_000);

  public ModelSettings {
    if (temperature.signum() < 0 || temperature.compareTo(HOTTEST) > 0) {
      throw invalid("temperature", "0 to 2", temperature);
    }
    if (maxOutputTokens < 1 || maxOutputTokens > MOST_TOKENS) {
      throw invalid("max_output_tokens", "1 to 1000000", maxOutputTokens);
    }
  }

  private static InvalidInputException invalid(String field, String expected, Object found) {
    return new InvalidInputException(
        "invalid_model_settings", field, "expected %s, found %s".formatted(expected, found));
  }

  /** Temperature 0, and up to 4,000 tokens a turn. */
  public static ModelSettings defaults() {
    return DEFAULT;
  }
}
