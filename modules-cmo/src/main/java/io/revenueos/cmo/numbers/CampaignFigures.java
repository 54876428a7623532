package io.revenueos.cmo.numbers;

import io.revenueos.cmo.data.MetricsSnapshot;
import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;

/**
 * What a campaign did, and its rates. All amounts are in one currency.
 *
 * @param cost 0 or more
 * @param revenue may be less than 0, after refunds
 */
public record CampaignFigures(
    String campaign,
    long impressions,
    long clicks,
    long conversions,
    BigDecimal cost,
    BigDecimal revenue) {
  /**
   * @throws InvalidInputException when a count or the cost is less than 0
   */
  public CampaignFigures {
    require(impressions, "impressions");
    require(clicks, "clicks");
    require(conversions, "conversions");
    require(cost.signum(), "cost");
  }

  private static void require(long value, String name) {
    if (value < 0) {
      throw new InvalidInputException("invalid_figures", name, "expected 0 or more, found less");
    }
  }

  /** Of a snapshot. */
  public static CampaignFigures of(String campaign, MetricsSnapshot snapshot) {
    MetricsSnapshot.Figures figures = snapshot.figures();
    return new CampaignFigures(
        campaign,
        figures.impressions(),
        figures.clicks(),
        figures.conversions(),
        snapshot.money().cost(),
        snapshot.money().revenue());
  }

  /** Both together, under this one's name. */
  public CampaignFigures plus(CampaignFigures other) {
    return new CampaignFigures(
        campaign,
        impressions + other.impressions,
        clicks + other.clicks,
        conversions + other.conversions,
        cost.add(other.cost),
        revenue.add(other.revenue));
  }

  /** Click-through rate. */
  public Rate clickThrough() {
    return Rate.of("clicks / impressions", clicks, impressions);
  }

  public Rate conversion() {
    return Rate.of("conversions / clicks", conversions, clicks);
  }

  /** CPC. */
  public Rate costPerClick() {
    return new Rate("cost / clicks", cost, BigDecimal.valueOf(clicks));
  }

  /** CPA. */
  public Rate costPerConversion() {
    return new Rate("cost / conversions", cost, BigDecimal.valueOf(conversions));
  }

  /** ROAS. */
  public Rate returnOnSpend() {
    return new Rate("revenue / cost", revenue, cost);
  }

  /** Conversions that nobody clicked for: seen and remembered, or counted wrongly. */
  public boolean hasConversionsWithoutClicks() {
    return conversions > clicks;
  }
}
