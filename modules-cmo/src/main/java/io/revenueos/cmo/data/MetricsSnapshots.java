package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_metrics_snapshots}. Thread-safe. */
public final class MetricsSnapshots {
  private static final String FROM = "from cmo_metrics_snapshots\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, campaign_id, snapshot_date, data_mode, impressions, clicks, conversions, sent_count,
             delivered_count, open_count, revenue, cost, currency, details
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and campaign_id = :campaign and snapshot_date = :date and data_mode = :mode\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_metrics_snapshots
        (tenant_id, id, workspace_id, campaign_id, snapshot_date, data_mode, impressions, clicks,
         conversions, sent_count, delivered_count, open_count, revenue, cost, currency, details)
      values
        (:tenant, :id, :home, :campaign, :date, :mode, :impressions, :clicks, :conversions, :sent,
         :delivered, :opens, :revenue, :cost, :currency, cast(:details as jsonb))
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_metrics_snapshots
      set impressions = :impressions, clicks = :clicks, conversions = :conversions,
          sent_count = :sent, delivered_count = :delivered, open_count = :opens,
          revenue = :revenue, cost = :cost, currency = :currency,
          details = cast(:details as jsonb)
      """
          + Table.THERE;
  private static final Table<MetricsSnapshot> TABLE =
      new Table<>(
          "cmo_metrics_snapshots",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          MetricsSnapshots::bind,
          MetricsSnapshots::read);

  private final TenantDatabase database;

  private MetricsSnapshots(TenantDatabase database) {
    this.database = database;
  }

  public static MetricsSnapshots on(TenantDatabase database) {
    return new MetricsSnapshots(database);
  }

  /**
   * Adds a day's figures of a campaign, in its workspace, or changes them.
   *
   * @throws io.revenueos.kernel.error.RefusedException when the scope has no such campaign
   */
  public Written put(TenantScope scope, MetricsSnapshot snapshot) {
    return database.inTransaction(
        scope,
        session -> TABLE.put(session, Home.ofCampaign(session, snapshot.campaign()), snapshot));
  }

  /** A campaign's figures of a day. */
  public Optional<Stored<MetricsSnapshot>> find(
      TenantScope scope, UUID campaign, LocalDate date, DataMode mode) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.one(
                session
                    .query(BY_KEY)
                    .bind("campaign", campaign)
                    .bind("date", date)
                    .bind("mode", Cells.stored(mode))));
  }

  /** Those that the scope sees, in the order of their ids. */
  public List<Stored<MetricsSnapshot>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(scope, session -> TABLE.page(session, page));
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, MetricsSnapshot snapshot) {
    statement
        .bind("campaign", snapshot.campaign())
        .bind("date", snapshot.date())
        .bind("mode", Cells.stored(snapshot.mode()))
        .bind("impressions", snapshot.figures().impressions())
        .bind("clicks", snapshot.figures().clicks())
        .bind("conversions", snapshot.figures().conversions())
        .bind("sent", snapshot.figures().sent())
        .bind("delivered", snapshot.figures().delivered())
        .bind("opens", snapshot.figures().opens())
        .bind("revenue", snapshot.money().revenue())
        .bind("cost", snapshot.money().cost())
        .bind("currency", snapshot.money().currency())
        .bind("details", snapshot.details());
  }

  private static MetricsSnapshot read(ResultSet row) throws SQLException {
    return new MetricsSnapshot(
        Cells.id(row, "campaign_id"),
        row.getObject("snapshot_date", LocalDate.class),
        Cells.choice(DataMode.class, row, "data_mode"),
        new MetricsSnapshot.Figures(
            row.getLong("impressions"),
            row.getLong("clicks"),
            row.getLong("conversions"),
            row.getLong("sent_count"),
            row.getLong("delivered_count"),
            row.getLong("open_count")),
        new MetricsSnapshot.Money(
            row.getBigDecimal("revenue"), row.getBigDecimal("cost"), row.getString("currency")),
        Cells.json(row, "details"));
  }
}
