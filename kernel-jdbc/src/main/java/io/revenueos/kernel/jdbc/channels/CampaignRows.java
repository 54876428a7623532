package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes campaigns and their figures of rows. */
final class CampaignRows {
  /** The columns of {@code campaigns}, as {@code c}. */
  static final String CAMPAIGN =
      """
      c.id, c.workspace_id, c.name, c.description, c.channel, c.status, c.budget_allocated,
        c.currency, c.deployed_at, c.created_by, c.created_at, c.updated_at
      """;

  /** The columns of {@code campaign_metrics}, as {@code m}. */
  static final String METRICS =
      """
      m.data_mode, m.impressions, m.clicks, m.conversions, m.video_views, m.sent_count,
        m.delivered_count, m.open_count, m.bounce_count, m.unsubscribe_count, m.shares, m.comments,
        m.likes, m.revenue, m.cost, m.currency as metrics_currency, m.engagement_rate
      """;

  private static final String METRICS_CURRENCY = "metrics_currency";

  private CampaignRows() {}

  static Campaign campaign(Row row) throws SQLException {
    return new Campaign(
        new CampaignId(row.uuid("id")),
        row.workspaceOrNull(),
        new CampaignDetails(
            row.text("name"),
            row.textOrNull("description"),
            row.word("channel", CampaignDetails.Channel.class),
            row.moneyOrNull("budget_allocated", "currency")),
        row.word("status", Campaign.Status.class),
        new Campaign.History(
            row.timeOrNull("deployed_at"),
            row.userOrNull("created_by"),
            row.time("created_at"),
            row.time("updated_at")));
  }

  static CampaignPerformance performance(Row row) throws SQLException {
    return new CampaignPerformance(campaign(row), metricsOrNull(row));
  }

  private static @Nullable Metrics metricsOrNull(Row row) throws SQLException {
    return row.textOrNull("data_mode") == null ? null : metrics(row);
  }

  static Metrics metrics(Row row) throws SQLException {
    BigDecimal engagement = row.decimalOrNull("engagement_rate");
    return new Metrics(
        new Metrics.Reach(
            row.number("impressions"),
            row.number("clicks"),
            row.number("conversions"),
            row.number("video_views")),
        new Metrics.Delivery(
            row.number("sent_count"),
            row.number("delivered_count"),
            row.number("open_count"),
            row.number("bounce_count"),
            row.number("unsubscribe_count")),
        new Metrics.Reactions(row.number("shares"), row.number("comments"), row.number("likes")),
        row.money("revenue", METRICS_CURRENCY),
        row.money("cost", METRICS_CURRENCY),
        engagement);
  }
}
