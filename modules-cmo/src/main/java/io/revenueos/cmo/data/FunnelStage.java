package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way to becoming a customer.
 *
 * @param name up to 200 characters, without control characters
 * @param objective up to 1,048,576 characters
 * @param channels by which people are reached; stored names of {@link Channel}, or a host's own; up
 *     to 1,000, none of them blank
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
    if (conversionTargetOrNull != null) {
      conversionTargetOrNull = share("conversion_target", conversionTargetOrNull);
    }
  }

  private static BigDecimal share(String field, BigDecimal value) {
    BigDecimal share = Checks.plain(field, value);
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new InvalidInputException(
          Checks.CODE, field, "expected 0 to 1, found " + share.toPlainString());
    }
    return share;
  }

  public static FunnelStage of(String name) {
    return new FunnelStage(name, "", List.of(), null);
  }
}
