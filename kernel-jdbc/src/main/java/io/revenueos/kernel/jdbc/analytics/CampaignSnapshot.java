package io.revenueos.kernel.jdbc.analytics;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a campaign so far.
 *
 * @param clickRateOrNull clicks per impression, 0 to 1, six decimals; null without impressions
 * @param conversionRateOrNull conversions per click; null without clicks
 * @param returnOnSpendOrNull revenue per unit of cost; null without cost
 */
public record CampaignSnapshot(
    UUID campaign,
    String name,
    String channel,
    String status,
    long impressions,
    long clicks,
    long conversions,
    BigDecimal revenue,
    BigDecimal cost,
    Currency currency,
    @Nullable BigDecimal clickRateOrNull,
    @Nullable BigDecimal conversionRateOrNull,
    @Nullable BigDecimal returnOnSpendOrNull) {
  public Optional<BigDecimal> clickRate() {
    return Optional.ofNullable(clickRateOrNull);
  }

  public Optional<BigDecimal> conversionRate() {
    return Optional.ofNullable(conversionRateOrNull);
  }

  public Optional<BigDecimal> returnOnSpend() {
    return Optional.ofNullable(returnOnSpendOrNull);
  }
}
