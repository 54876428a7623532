package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What came of a campaign so far.
 *
 * @param revenue in the currency of the cost
 * @param engagementRateOrNull as the provider counts it, not negative
 */
public record Metrics(
    Reach reach,
    Delivery delivery,
    Reactions reactions,
    Money revenue,
    Money cost,
    @Nullable BigDecimal engagementRateOrNull) {
  private static final RowCheck CHECK = new RowCheck("invalid_metrics");
  private static final BigDecimal MAX_RATE = new BigDecimal("1e12");

  /** Who saw it, and what they did then. */
  public record Reach(long impressions, long clicks, long conversions, long videoViews) {
    public static final Reach NONE = new Reach(0, 0, 0, 0);

    void check() {
      CHECK.count("impressions", impressions);
      CHECK.count("clicks", clicks);
      CHECK.count("conversions", conversions);
      CHECK.count("video_views", videoViews);
    }
  }

  /** What became of its messages. */
  public record Delivery(long sent, long delivered, long opened, long bounced, long unsubscribed) {
    public static final Delivery NONE = new Delivery(0, 0, 0, 0, 0);

    void check() {
      CHECK.count("sent_count", sent);
      CHECK.count("delivered_count", delivered);
      CHECK.count("open_count", opened);
      CHECK.count("bounce_count", bounced);
      CHECK.count("unsubscribe_count", unsubscribed);
    }
  }

  /** What people made of it. */
  public record Reactions(long shares, long comments, long likes) {
    public static final Reactions NONE = new Reactions(0, 0, 0);

    void check() {
      CHECK.count("shares", shares);
      CHECK.count("comments", comments);
      CHECK.count("likes", likes);
    }
  }

  /** Money, and no figures yet. */
  public static Metrics of(Money revenue, Money cost) {
    return new Metrics(Reach.NONE, Delivery.NONE, Reactions.NONE, revenue, cost, null);
  }

  public Metrics with(Reach newReach) {
    return new Metrics(newReach, delivery, reactions, revenue, cost, engagementRateOrNull);
  }

  public Metrics with(Delivery newDelivery) {
    return new Metrics(reach, newDelivery, reactions, revenue, cost, engagementRateOrNull);
  }

  public Metrics with(Reactions newReactions) {
    return new Metrics(reach, delivery, newReactions, revenue, cost, engagementRateOrNull);
  }

  public Metrics engaging(BigDecimal rate) {
    return new Metrics(reach, delivery, reactions, revenue, cost, rate);
  }

  void check() {
    reach.check();
    delivery.check();
    reactions.check();
    CHECK.costIfAny("cost", cost);
    if (!revenue.currency().equals(cost.currency())) {
      throw new InvalidInputException(
          CHECK.code(),
          "revenue",
          "expected the currency of the cost, %s, found %s"
              .formatted(cost.currency(), revenue.currency()));
    }
    if (engagementRateOrNull != null && !isRate(engagementRateOrNull)) {
      throw new InvalidInputException(
          CHECK.code(), "engagement_rate", "expected a rate from 0 to %s".formatted(MAX_RATE));
    }
  }

  private static boolean isRate(BigDecimal rate) {
    return rate.signum() >= 0 && rate.compareTo(MAX_RATE) <= 0 && rate.scale() <= 100;
  }
}
