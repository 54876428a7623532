package io.revenueos.kernel.jdbc.analytics;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.channels.DataMode;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A tenant's figures. Read only. Thread-safe. */
public final class Analytics {
  private static final String CAMPAIGNS =
      """
      select campaign_id, name, channel, status, impressions, clicks, conversions, revenue, cost, currency,
             click_rate, conversion_rate, return_on_spend
      from cmo_performance_snapshot
      where tenant_id = :tenant
        and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
        and data_mode = :mode
      order by revenue desc, campaign_id
      """;
  private static final String PIPELINE =
      """
      select stage, currency, sum(deals) as deals, sum(total_value) as total_value,
             sum(weighted_value) as weighted_value, min(oldest_at) as oldest_at
      from cro_pipeline_view
      where tenant_id = :tenant
        and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
      group by stage, currency
      order by stage, currency
      """;
  private static final String FUNNEL =
      """
      select status, sum(leads) as leads,
             round(sum(average_score * scored) / nullif(sum(scored), 0), 2) as average_score
      from lead_funnel_analysis
      where tenant_id = :tenant
        and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
      group by status
      order by status
      """;
  private static final String FORECAST =
      """
      select close_year, close_month, currency, sum(deals) as deals, sum(commit_value) as commit_value,
             sum(base_value) as base_value, sum(stretch_value) as stretch_value,
             sum(weighted_value) as weighted_value
      from revenue_forecast_view
      where tenant_id = :tenant
        and (:tenantWide or workspace_id is null or workspace_id = any(:workspaces))
      group by close_year, close_month, currency
      order by close_year, close_month, currency
      """;

  private final TenantDatabase database;

  public Analytics(TenantDatabase database) {
    this.database = database;
  }

  /** Campaigns with figures of a mode, the most revenue first. */
  public List<CampaignSnapshot> campaigns(TenantScope scope, DataMode mode) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(CAMPAIGNS)
                .bind("mode", mode.stored())
                .map((row, context) -> campaign(row))
                .list());
  }

  private static CampaignSnapshot campaign(ResultSet row) throws SQLException {
    return new CampaignSnapshot(
        row.getObject("campaign_id", UUID.class),
        row.getString("name"),
        row.getString("channel"),
        row.getString("status"),
        row.getLong("impressions"),
        row.getLong("clicks"),
        row.getLong("conversions"),
        row.getBigDecimal("revenue"),
        row.getBigDecimal("cost"),
        Currency.getInstance(row.getString("currency")),
        row.getBigDecimal("click_rate"),
        row.getBigDecimal("conversion_rate"),
        row.getBigDecimal("return_on_spend"));
  }

  /** Open deals by stage and currency, in the order of the stages' names. */
  public List<PipelineStage> pipeline(TenantScope scope) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(PIPELINE)
                .map(
                    (row, context) ->
                        new PipelineStage(
                            row.getString("stage"),
                            Currency.getInstance(row.getString("currency")),
                            row.getLong("deals"),
                            exact(row, "total_value"),
                            exact(row, "weighted_value"),
                            row.getObject("oldest_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  /** Leads by status, in the order of the statuses' names. */
  public List<FunnelStep> funnel(TenantScope scope) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(FUNNEL)
                .map(
                    (row, context) ->
                        new FunnelStep(
                            row.getString("status"),
                            row.getLong("leads"),
                            row.getBigDecimal("average_score")))
                .list());
  }

  /** Open deals by month of closing and currency, the earliest month first. */
  public List<ForecastMonth> forecast(TenantScope scope) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(FORECAST)
                .map(
                    (row, context) ->
                        new ForecastMonth(
                            YearMonth.of(row.getInt("close_year"), row.getInt("close_month")),
                            Currency.getInstance(row.getString("currency")),
                            row.getLong("deals"),
                            exact(row, "commit_value"),
                            exact(row, "base_value"),
                            exact(row, "stretch_value"),
                            exact(row, "weighted_value")))
                .list());
  }

  /** The databases keep different numbers of trailing zeros. */
  private static BigDecimal exact(ResultSet row, String column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
