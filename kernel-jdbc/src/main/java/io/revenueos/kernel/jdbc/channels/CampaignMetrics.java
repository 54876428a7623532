package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** {@code campaign_metrics}: a row for each campaign and {@link DataMode}. Thread-safe. */
public final class CampaignMetrics {
  private static final String CAMPAIGN =
      "select workspace_id from campaigns where id = :campaign and " + TenantSession.IN_SCOPE;
  private static final String UPDATE =
      """
      update campaign_metrics
      set impressions = :impressions, clicks = :clicks, conversions = :conversions,
          video_views = :videoViews, sent_count = :sent, delivered_count = :delivered,
          open_count = :opened, bounce_count = :bounced, unsubscribe_count = :unsubscribed,
          shares = :shares, comments = :comments, likes = :likes, revenue = :revenue, cost = :cost,
          currency = :currency, engagement_rate = cast(:engagement as numeric), last_synced_at = :at
      where campaign_id = :campaign and data_mode = :mode and
      """
          + TenantSession.IN_SCOPE;
  private static final String INSERT =
      """
      insert into campaign_metrics
        (tenant_id, workspace_id, campaign_id, data_mode, impressions, clicks, conversions,
         video_views, sent_count, delivered_count, open_count, bounce_count, unsubscribe_count, shares,
         comments, likes, revenue, cost, currency, engagement_rate, last_synced_at)
      values (:tenant, :workspace, :campaign, :mode, :impressions, :clicks, :conversions,
        :videoViews, :sent, :delivered, :opened, :bounced, :unsubscribed, :shares,
        :comments, :likes, :revenue, :cost, :currency, cast(:engagement as numeric), :at)
      on conflict do nothing
      """;
  private static final String FIND =
      "select "
          + CampaignRows.METRICS
          + """
          from campaign_metrics m
          where m.tenant_id = :tenant
            and (:tenantWide or m.workspace_id is null or m.workspace_id = any(:workspaces))
            and m.campaign_id = :campaign and m.data_mode = :mode
          """;

  private final TenantDatabase database;

  public CampaignMetrics(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Empty when none of the kind were recorded, or the scope has no such campaign. */
  public Optional<Metrics> find(TenantScope scope, CampaignId campaign, DataMode mode) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(FIND)
                .bind("campaign", campaign.value())
                .bind("mode", mode.stored())
                .map(Row.as(CampaignRows::metrics))
                .findOne());
  }

  /**
   * Records a campaign's figures, in place of those of the same kind.
   *
   * @param at when they were read, UTC
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such campaign
   */
  public void record(
      TenantScope scope, CampaignId campaign, DataMode mode, Metrics metrics, Instant at) {
    metrics.check();
    new RowCheck("invalid_metrics").time("last_synced_at", at);
    database.inTransaction(
        scope,
        session -> {
          UUID workspace = session.workspaceBeside(place(session, campaign).workspaceOrNull());
          boolean done =
              bind(session.update(UPDATE), metrics, campaign, mode).bind("at", at).execute() == 1
                  || bind(session.update(INSERT), metrics, campaign, mode)
                          .bind("at", at)
                          .bind("workspace", workspace)
                          .execute()
                      == 1
                  // Another transaction recorded some in between.
                  || bind(session.update(UPDATE), metrics, campaign, mode).bind("at", at).execute()
                      == 1;
          session.requireChanged(done ? 1 : 0, "metrics of campaign " + campaign);
          return campaign;
        });
  }

  private record Place(@Nullable UUID workspaceOrNull) {
    static Place of(Row row) throws SQLException {
      return new Place(row.uuidOrNull("workspace_id"));
    }
  }

  private static Place place(TenantSession session, CampaignId id) {
    return session
        .query(CAMPAIGN)
        .bind("campaign", id.value())
        .map(Row.as(Place::of))
        .findOne()
        .orElseThrow(() -> session.unknown("campaign " + id));
  }

  private static Update bind(Update statement, Metrics metrics, CampaignId id, DataMode mode) {
    return bind(bind(statement, metrics.reach()), metrics.delivery())
        .bind("campaign", id.value())
        .bind("mode", mode.stored())
        .bind("shares", metrics.reactions().shares())
        .bind("comments", metrics.reactions().comments())
        .bind("likes", metrics.reactions().likes())
        .bind("revenue", metrics.revenue().amount())
        .bind("cost", metrics.cost().amount())
        .bind("currency", metrics.cost().currency().getCurrencyCode())
        .bind("engagement", metrics.engagementRateOrNull());
  }

  private static Update bind(Update statement, Metrics.Reach reach) {
    return statement
        .bind("impressions", reach.impressions())
        .bind("clicks", reach.clicks())
        .bind("conversions", reach.conversions())
        .bind("videoViews", reach.videoViews());
  }

  private static Update bind(Update statement, Metrics.Delivery delivery) {
    return statement
        .bind("sent", delivery.sent())
        .bind("delivered", delivery.delivered())
        .bind("opened", delivery.opened())
        .bind("bounced", delivery.bounced())
        .bind("unsubscribed", delivery.unsubscribed());
  }
}
