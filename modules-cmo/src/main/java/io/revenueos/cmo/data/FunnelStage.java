package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way to becoming a customer.
 *
 * @param channels by which people are reached; stored names of {@link Channel}, or a host's own
 * @param conversionTargetOrNull the share of those who enter that should go on, 0 to 1; null for
 *     none
 */
public record FunnelStage(
    String name,
    String objective,
    List<String> channels,
    @Nullable BigDecimal conversionTargetOrNull) {

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public FunnelStage {
    Checks.name("stage_name", name);
    Checks.text("objective", objective);
    channels = Checks.texts("channels", channels);
    BigDecimal target = Checks.plain(conversionTargetOrNull);
    if (target != null && (target.signum() < 0 || target.compareTo(BigDecimal.ONE) > 0)) {
      throw new InvalidInputException(
          Checks.CODE, "conversion_target", "expected 0 to 1, found " + target.toPlainString());
    }
    conversionTargetOrNull = target;
  }

  public static FunnelStage of(String name) {
    return new FunnelStage(name, "", List.of(), null);
  }
}
