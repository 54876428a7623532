package io.revenueos.kernel.jdbc.analytics;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a status.
 *
 * @param averageScoreOrNull 0 to 100, of those that have one; null when none has
 */
public record FunnelStep(String status, long leads, @Nullable BigDecimal averageScoreOrNull) {
  public Optional<BigDecimal> averageScore() {
    return Optional.ofNullable(averageScoreOrNull);
  }
}
