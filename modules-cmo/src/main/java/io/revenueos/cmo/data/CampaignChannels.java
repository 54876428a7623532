package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_campaign_channels}: what belongs to a campaign. */
final class CampaignChannels {
  private static final String FROM = "from cmo_campaign_channels\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, campaign_id, channel, status, budget_allocated, currency, settings
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and campaign_id = :campaign and channel = :channel\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String OF_CAMPAIGN = SELECT + "and campaign_id = :campaign order by channel";
  private static final String INSERT =
      """
      insert into cmo_campaign_channels
        (tenant_id, id, workspace_id, campaign_id, channel, status, budget_allocated, currency,
         settings)
      values
        (:tenant, :id, :home, :campaign, :channel, :status, :budget, :currency,
         cast(:settings as jsonb))
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_campaign_channels
      set status = :status, budget_allocated = :budget, currency = :currency,
          settings = cast(:settings as jsonb)
      """
          + Table.THERE;
  static final Table<Placed> TABLE =
      new Table<>(
          "cmo_campaign_channels",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          CampaignChannels::bind,
          CampaignChannels::read);

  private CampaignChannels() {}

  /** A channel, and whose it is. */
  record Placed(UUID campaign, CampaignChannel channel) {}

  static Changes put(TenantSession session, UUID campaign, List<CampaignChannel> channels) {
    return channels.stream()
        .map(channel -> TABLE.put(session, new Placed(campaign, channel)).changes())
        .reduce(Changes.none(), Changes::plus);
  }

  /** All of a campaign's, in the order of their names. */
  static List<CampaignChannel> of(TenantSession session, UUID campaign) {
    return session
        .query(OF_CAMPAIGN)
        .bind("campaign", campaign)
        .map((row, context) -> read(row).channel())
        .list();
  }

  private static void bind(SqlStatement<?> statement, Placed placed) {
    statement
        .bind("campaign", placed.campaign())
        .bind("channel", placed.channel().channel().stored())
        .bind("status", Cells.stored(placed.channel().status()))
        .bind("settings", placed.channel().settings());
    Budget.bind(statement, placed.channel().budgetOrNull());
  }

  private static Placed read(ResultSet row) throws SQLException {
    return new Placed(
        Cells.id(row, "campaign_id"),
        new CampaignChannel(
            Cells.choice(Channel.class, row, "channel"),
            Cells.choice(CampaignChannel.Status.class, row, "status"),
            Budget.readOrNull(row),
            Cells.json(row, "settings")));
  }
}
