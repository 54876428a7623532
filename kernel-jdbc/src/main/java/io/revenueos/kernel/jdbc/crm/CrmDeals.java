package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.LocalDate;
import java.util.Objects;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code deals} that follow a CRM: what it says of a deal is put under an id that its own
 * comes to ({@link CrmDealId#rowOf}), as often as it says it. What it does not say stays as it is.
 * Thread-safe.
 */
public final class CrmDeals {
  private static final String UPDATE =
      """
      update deals
      set name = :name, stage = :stage, "value" = coalesce(cast(:value as numeric), "value"),
          currency = coalesce(:currency, currency), probability = coalesce(:probability, probability),
          expected_close_date = coalesce(cast(:closing as date), expected_close_date),
          actual_close_date = cast(:closed as date),
          owner_id = coalesce(cast(:owner as uuid), owner_id),
          competitor = coalesce(:competitor, competitor), notes = coalesce(:notes, notes),
          product = coalesce(:product, product),
          started_on = coalesce(cast(:started as date), started_on),
          stakeholder_access = coalesce(:access, stakeholder_access)
      where id = :id and
      """
          + IN_SCOPE;
  private static final String INSERT =
      """
      insert into deals
        (tenant_id, id, workspace_id, name, "value", currency, stage, probability,
         expected_close_date, actual_close_date, owner_id, competitor, notes, product, started_on,
         stakeholder_access)
      values (:tenant, :id, :home, :name, cast(:value as numeric), coalesce(:currency, 'USD'),
        :stage, :probability, cast(:closing as date), cast(:closed as date),
        cast(:owner as uuid), :competitor, :notes, :product, cast(:started as date), :access)
      on conflict do nothing
      """;

  private final TenantDatabase database;

  public CrmDeals(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Adds an open deal, in the scope's workspace or the tenant's own, or changes the one that was
   * put under the id, wherever it is; one that was closed is open again.
   *
   * @return the row
   * @throws io.revenueos.kernel.error.RefusedException when there is such a deal and the scope does
   *     not have it
   */
  public DealId put(TenantScope scope, CrmDealId id, DealDetails details) {
    return put(scope, id, details, null);
  }

  /**
   * As {@link #put}; the deal was won or lost.
   *
   * @param details its stage is that which it ended in
   */
  public DealId putClosed(TenantScope scope, CrmDealId id, DealDetails details, LocalDate on) {
    new RowCheck("invalid_deal").dayIfAny("actual_close_date", on);
    return put(scope, id, details, on);
  }

  private DealId put(
      TenantScope scope, CrmDealId crmId, DealDetails details, @Nullable LocalDate closedOnOrNull) {
    return database.inTransaction(
        scope,
        session -> {
          DealId id = crmId.rowOf(session.scope().tenant());
          Update update = session.update(UPDATE);
          if (run(update, id, details, closedOnOrNull)) {
            return id;
          }
          Update insert = session.update(INSERT).bind("home", session.home());
          // Another transaction may have added it in between.
          if (run(insert, id, details, closedOnOrNull)
              || run(session.update(UPDATE), id, details, closedOnOrNull)) {
            return id;
          }
          throw session.unknown("deal %s of the CRM".formatted(crmId));
        });
  }

  private static boolean run(
      Update statement, DealId id, DealDetails details, @Nullable LocalDate closedOnOrNull) {
    return Deals.bind(statement, details)
            .bind("id", id.value())
            .bind("closed", closedOnOrNull == null ? null : closedOnOrNull.toString())
            .execute()
        == 1;
  }
}
