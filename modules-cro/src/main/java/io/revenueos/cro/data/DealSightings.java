package io.revenueos.cro.data;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the forecasts of a reader saw of open deals, out of {@code cro_forecast_snapshots}: where a
 * deal stood and what it was worth, each time that one of the two had changed. Thread-safe.
 */
public final class DealSightings {
  private static final String CHANGES =
      """
      select deal_id, taken_at, stage, "value", currency
      from (
          select d.deal_id, s.taken_at, d.stage, d."value", d.currency,
            row_number() over of_deal as nth,
            lag(d.stage) over of_deal as stage_before,
            lag(d."value") over of_deal as value_before,
            lag(d.currency) over of_deal as currency_before
          from (
              select id, taken_at, created_at from cro_forecast_snapshots
              where status = 'shown' and\
      """
          + ForecastSnapshots.OF_READER
          + """
              ) s
          join (
              select snapshot_id, deal_id, stage, "value", currency from cro_forecast_snapshot_deals
              where (cast(:deal as uuid) is null or deal_id = cast(:deal as uuid)) and
          """
          + IN_SCOPE
          + """
              ) d on d.snapshot_id = s.id
          window of_deal as (partition by d.deal_id order by s.taken_at, s.created_at, s.id)) seen
      where nth = 1 or stage <> stage_before or "value" is distinct from value_before
        or currency <> currency_before
      order by taken_at, deal_id, nth
      """;

  private final TenantDatabase database;

  public DealSightings(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Of all deals that the scope sees, the earliest first; what drafts saw is not among them. */
  public List<DealSighting> all(TenantScope scope) {
    return changes(scope, null);
  }

  /** Of one deal, the earliest first. */
  public List<DealSighting> of(TenantScope scope, DealId deal) {
    return changes(scope, deal.toString());
  }

  private List<DealSighting> changes(TenantScope scope, @Nullable String deal) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(CHANGES)
                .bind("deal", deal)
                .bind("reader", ForecastSnapshots.reader(scope))
                .map(Row.as(DealSightings::sighting))
                .list());
  }

  private static DealSighting sighting(Row row) throws SQLException {
    return new DealSighting(
        new DealId(row.uuid("deal_id")),
        row.time("taken_at"),
        row.text("stage"),
        row.moneyOrNull("value", "currency"));
  }
}
