package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_campaigns}, with their channels in {@code cmo_campaign_channels}. Thread-safe. */
public final class Campaigns {
  private static final String FROM = "from cmo_campaigns\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, campaign_name, description, channels, target_tags, target_segment_codes, icp,
             offer, desired_result, status, budget_allocated, currency
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and workspace_id = :home and campaign_name = :name\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_campaigns
        (tenant_id, id, workspace_id, campaign_name, description, channels, target_tags,
         target_segment_codes, icp, offer, desired_result, status, budget_allocated, currency)
      values
        (:tenant, :id, :home, :name, :description, cast(:channels as text array),
         cast(:targetTags as text array), cast(:segmentCodes as text array), :icp, :offer,
         :desiredResult, :status, :budget, :currency)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_campaigns
      set description = :description, channels = cast(:channels as text array),
          target_tags = cast(:targetTags as text array),
          target_segment_codes = cast(:segmentCodes as text array), icp = :icp, offer = :offer,
          desired_result = :desiredResult, status = :status, budget_allocated = :budget,
          currency = :currency
      """
          + Table.THERE;
  private static final Table<Row> TABLE =
      new Table<>(
          "cmo_campaigns",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          Campaigns::bind,
          Campaigns::read);

  private final TenantDatabase database;

  private Campaigns(TenantDatabase database) {
    this.database = database;
  }

  /**
   * A campaign as it stands in its own table.
   *
   * @param channels the names of all that it has, for whoever reads this table alone
   */
  private record Row(Campaign campaign, List<String> channels) {}

  public static Campaigns on(TenantDatabase database) {
    return new Campaigns(database);
  }

  /**
   * Adds a campaign to the scope's workspace, else the tenant's own, or changes that with its name;
   * its channels likewise.
   */
  public Written put(TenantScope scope, Campaign campaign) {
    return database.inTransaction(
        scope,
        session -> {
          Row row = new Row(campaign.on(List.of()), names(session, campaign));
          Written written = TABLE.put(session, row);
          return written.with(CampaignChannels.put(session, written.id(), campaign.channels()));
        });
  }

  /** The channels' names as they will be: those that the campaign does not name stay. */
  private static List<String> names(TenantSession session, Campaign campaign) {
    TreeSet<String> names = new TreeSet<>();
    campaign.channels().forEach(one -> names.add(one.channel().stored()));
    TABLE
        .one(key(session, session.query(LOCK), campaign.name()))
        .ifPresent(there -> names.addAll(there.value().channels()));
    return List.copyOf(names);
  }

  private static Query key(TenantSession session, Query query, String name) {
    return query.bind("home", session.home()).bind("name", name);
  }

  /** By its name, in the scope's workspace, else the tenant's own; with its channels. */
  public Optional<Stored<Campaign>> find(TenantScope scope, String name) {
    Checks.name("campaign_name", name);
    return database.inTransaction(
        scope,
        session ->
            TABLE
                .one(key(session, session.query(BY_KEY), name))
                .map(there -> withChannels(session, there)));
  }

  private static Stored<Campaign> withChannels(TenantSession session, Stored<Row> row) {
    List<CampaignChannel> channels = CampaignChannels.of(session, row.id());
    return new Stored<>(row.id(), row.value().campaign().on(channels));
  }

  /** Those that the scope sees, in the order of their ids; with their channels. */
  public List<Stored<Campaign>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.page(session, page).stream().map(row -> withChannels(session, row)).toList());
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  public long countChannels(TenantScope scope) {
    return database.inTransaction(scope, CampaignChannels.TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, Row row) {
    Campaign campaign = row.campaign();
    statement
        .bind("name", campaign.name())
        .bind("description", Cells.orNull(campaign.description()))
        .bindArray("channels", String.class, row.channels())
        .bindArray("targetTags", String.class, campaign.targetTags())
        .bindArray("segmentCodes", String.class, campaign.segmentCodes())
        .bind("icp", Cells.orNull(campaign.icp()))
        .bind("offer", Cells.orNull(campaign.offer()))
        .bind("desiredResult", Cells.orNull(campaign.desiredResult()))
        .bind("status", Cells.stored(campaign.status()));
    Budget.bind(statement, campaign.budgetOrNull());
  }

  private static Row read(ResultSet row) throws SQLException {
    Campaign campaign =
        new Campaign(
            row.getString("campaign_name"),
            Cells.text(row, "description"),
            Cells.texts(row, "target_tags"),
            Cells.texts(row, "target_segment_codes"),
            Cells.text(row, "icp"),
            Cells.text(row, "offer"),
            Cells.text(row, "desired_result"),
            Cells.choice(Campaign.Status.class, row, "status"),
            Budget.readOrNull(row),
            List.of());
    return new Row(campaign, Cells.texts(row, "channels"));
  }
}
