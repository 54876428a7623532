package io.revenueos.cro.data;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.cro.data.StoredSnapshot.OpenDeal;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code cro_forecast_snapshots} and {@code cro_forecast_snapshot_deals}. A reader, which is the
 * tenant as a whole and its admins, or else a user or a workspace, finds what the same reader put.
 * Thread-safe.
 */
public final class ForecastSnapshots {
  /**
   * How many are kept of each reader's. Of older ones the last of each week is kept for two years:
   * where deals stood then is what a forecast learns from.
   */
  public static final int KEPT = 50;

  static final String OF_READER =
      " reader = case when :tenantWide then '' else cast(:reader as varchar) end and " + IN_SCOPE;
  private static final String DELETE =
      "delete from cro_forecast_snapshots where id = :id and status = 'draft' and" + OF_READER;
  private static final String INSERT =
      """
      insert into cro_forecast_snapshots (tenant_id, id, workspace_id, reader, taken_at)
      values (:tenant, :id, cast(:home as uuid),
        case when :tenantWide then '' else cast(:reader as varchar) end, cast(:at as timestamptz))
      on conflict do nothing
      """;
  private static final String OWN =
      "select id from cro_forecast_snapshots where id = :id and" + OF_READER;
  private static final String INSERT_DEALS =
      """
      insert into cro_forecast_snapshot_deals
        (tenant_id, snapshot_id, deal_id, workspace_id, stage, "value", currency,
         expected_close_date)
      select cast(:tenant as uuid), cast(:id as uuid), cast(d.deal as uuid),
        cast(d.workspace as uuid), d.stage, cast(d.amount as numeric),
        coalesce(d.currency, 'USD'), cast(d.closing as date)
      from unnest(cast(:deals as varchar array), cast(:dealWorkspaces as varchar array),
                  cast(:stages as varchar array), cast(:amounts as varchar array),
                  cast(:currencies as varchar array), cast(:closings as varchar array))
           as d (deal, workspace, stage, amount, currency, closing)
      """;
  private static final String SHOW =
      "update cro_forecast_snapshots set status = 'shown' where id = :id and" + OF_READER;
  private static final String PRUNE =
      """
      delete from cro_forecast_snapshots
      where id in (
          select id from (
              select id, status, taken_at,
                row_number() over (order by taken_at desc, created_at desc, id) as nth,
                row_number() over (
                  partition by status, floor(extract(epoch from taken_at) / 604800)
                  order by taken_at desc, created_at desc, id) as nth_of_week,
                max(taken_at) over () as newest
              from cro_forecast_snapshots
              where tenant_id = :tenant and\
      """
          + OF_READER
          + """
              ) ranked
              where nth > :kept
                and (nth_of_week > 1 or status = 'draft'
                  or taken_at < newest - interval '730' day))
            and
          """
          + OF_READER;
  private static final String LATEST =
      """
      select id, taken_at, created_at from cro_forecast_snapshots
      where status = 'shown' and taken_at < cast(:before as timestamptz) and\
      """
          + OF_READER
          + """
          order by taken_at desc, created_at desc, id
          limit 1
          """;
  private static final String DEALS =
      """
      select deal_id, workspace_id, stage, "value", currency, expected_close_date
      from cro_forecast_snapshot_deals
      where snapshot_id = :id and
      """
          + IN_SCOPE;
  private static final Instant ANY_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final TenantDatabase database;

  /** A snapshot without its deals. */
  private record Head(UUID id, Instant takenAt, Instant storedAt) {}

  public ForecastSnapshots(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Keeps what a forecast is being made from, in the place of an earlier draft of the same one. It
   * is not compared with before it is {@linkplain #show shown}, and from then on stays as it is.
   *
   * @throws RefusedException when the scope does not see a deal's workspace, or the id is that of
   *     another reader's
   */
  public void draft(TenantScope scope, StoredSnapshot snapshot) {
    database.inTransaction(
        scope,
        session -> {
          session.requireSeen(
              snapshot.deals().stream()
                  .flatMap(deal -> Stream.ofNullable(deal.workspaceOrNull()))
                  .toList());
          session.update(DELETE).bind("id", snapshot.id()).bind("reader", reader(scope)).execute();
          int added =
              session
                  .update(INSERT)
                  .bind("id", snapshot.id())
                  .bind("home", scope.workspace().map(WorkspaceId::toString).orElse(null))
                  .bind("reader", reader(scope))
                  .bind("at", snapshot.takenAt().toString())
                  .execute();
          if (added == 1) {
            return insertDeals(session, snapshot);
          }
          if (!isOwn(session, snapshot.id())) {
            throw unknown(session, snapshot.id());
          }
          return false;
        });
  }

  private static boolean isOwn(TenantSession session, UUID id) {
    return session
        .query(OWN)
        .bind("id", id)
        .bind("reader", reader(session.scope()))
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  private static RefusedException unknown(TenantSession session, UUID id) {
    return session.unknown("forecast snapshot %s of its own".formatted(id));
  }

  private static boolean insertDeals(TenantSession session, StoredSnapshot snapshot) {
    List<OpenDeal> deals = snapshot.deals();
    session
        .update(INSERT_DEALS)
        .bind("id", snapshot.id())
        .bindArray("deals", String.class, texts(deals, OpenDeal::deal))
        .bindArray("dealWorkspaces", String.class, texts(deals, OpenDeal::workspaceOrNull))
        .bindArray("stages", String.class, texts(deals, OpenDeal::stage))
        .bindArray("amounts", String.class, texts(deals, ForecastSnapshots::amount))
        .bindArray("currencies", String.class, texts(deals, ForecastSnapshots::currency))
        .bindArray("closings", String.class, texts(deals, OpenDeal::expectedCloseOrNull))
        .execute();
    return true;
  }

  /** One column's cells. */
  private static @Nullable Object[] texts(
      List<OpenDeal> deals, Function<OpenDeal, @Nullable Object> cell) {
    return deals.stream()
        .map(cell)
        .map(value -> value == null ? null : value.toString())
        .toArray(String[]::new);
  }

  private static @Nullable Object amount(OpenDeal deal) {
    Money value = deal.valueOrNull();
    return value == null ? null : value.amount().toPlainString();
  }

  private static @Nullable Object currency(OpenDeal deal) {
    Money value = deal.valueOrNull();
    return value == null ? null : value.currency().getCurrencyCode();
  }

  /**
   * Says that a forecast has been shown: from now on others are compared with it.
   *
   * @throws RefusedException when the scope's reader has no such snapshot
   */
  public void show(TenantScope scope, UUID id) {
    database.inTransaction(
        scope,
        session -> {
          int rows = session.update(SHOW).bind("id", id).bind("reader", reader(scope)).execute();
          if (rows == 0) {
            throw unknown(session, id);
          }
          return session.update(PRUNE).bind("kept", KEPT).bind("reader", reader(scope)).execute();
        });
  }

  /** That of the latest forecast that was shown; empty when there is none of the scope's reader. */
  public Optional<PastSnapshot> latest(TenantScope scope) {
    return latestBefore(scope, ANY_TIME);
  }

  /** As {@link #latest}, of forecasts made before a time. */
  public Optional<PastSnapshot> latestBefore(TenantScope scope, Instant time) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(LATEST)
                .bind("before", time.toString())
                .bind("reader", reader(scope))
                .map(Row.as(ForecastSnapshots::head))
                .findOne()
                .map(head -> past(session, head)));
  }

  private static PastSnapshot past(TenantSession session, Head head) {
    List<OpenDeal> deals =
        session.query(DEALS).bind("id", head.id()).map(Row.as(ForecastSnapshots::deal)).list();
    return new PastSnapshot(new StoredSnapshot(head.id(), head.takenAt(), deals), head.storedAt());
  }

  private static Head head(Row row) throws SQLException {
    return new Head(row.uuid("id"), row.time("taken_at"), row.time("created_at"));
  }

  private static OpenDeal deal(Row row) throws SQLException {
    return new OpenDeal(
        new DealId(row.uuid("deal_id")),
        row.workspaceOrNull(),
        row.text("stage"),
        row.moneyOrNull("value", "currency"),
        row.dayOrNull("expected_close_date"));
  }

  /** A user, a workspace, or a user in a workspace; not asked of who sees the whole tenant. */
  static String reader(TenantScope scope) {
    return "%s/%s"
        .formatted(
            scope.actor().map(actor -> actor.user().toString()).orElse(""),
            scope.workspace().map(WorkspaceId::toString).orElse(""));
  }
}
