package io.revenueos.cro.data;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code cro_targets}. Thread-safe. */
public final class Targets {
  private static final String OF_PERIOD =
      """
      select period, owner_type, owner_id, target_new_arr, target_pipeline, currency
      from cro_targets
      where period = :period and
      """
          + IN_SCOPE
          + "order by workspace_id, owner_type, owner_id";
  private static final Upsert PUT =
      new Upsert(
          "cro_targets",
          """
          update cro_targets
          set target_new_arr = :arr, target_pipeline = :pipeline, currency = :currency
          where tenant_id = :tenant and workspace_id = :home and period = :period
            and owner_type = :type and owner_id = :owner
          """,
          """
          insert into cro_targets
            (tenant_id, id, workspace_id, period, owner_type, owner_id, target_new_arr,
             target_pipeline, currency)
          values (:tenant, :id, :home, :period, :type, :owner, :arr, :pipeline, :currency)
          on conflict do nothing
          """);

  private final TenantDatabase database;

  public Targets(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds a target or changes the one of the same period and owner, in the scope's workspace. */
  public void put(TenantScope scope, Target target) {
    database.inTransaction(
        scope,
        session -> {
          PUT.run(
              session,
              session.home(),
              statement ->
                  statement
                      .bind("period", target.period().toString())
                      .bind("type", target.owner().stored())
                      .bind("owner", target.ownerId())
                      .bind("arr", target.newArr())
                      .bind("pipeline", target.pipeline())
                      .bind("currency", target.currency().getCurrencyCode()));
          return true;
        });
  }

  /** Those of a period that the scope sees. */
  public List<Target> of(TenantScope scope, Period period) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(OF_PERIOD)
                .bind("period", period.toString())
                .map(Row.as(Targets::target))
                .list());
  }

  /** What everybody together is to win in a period; empty when that is not set, or 0. */
  public Optional<BigDecimal> everybodys(TenantScope scope, Period period) {
    return of(scope, period).stream()
        .filter(target -> target.owner() == Target.Owner.GLOBAL)
        .map(Target::newArr)
        .filter(amount -> amount.signum() > 0)
        .findFirst();
  }

  private static Target target(Row row) throws SQLException {
    return new Target(
        Period.parse(row.text("period")),
        row.word("owner_type", Target.Owner.class),
        row.text("owner_id"),
        Objects.requireNonNull(row.decimalOrNull("target_new_arr")),
        Objects.requireNonNull(row.decimalOrNull("target_pipeline")),
        Currency.getInstance(row.text("currency")));
  }
}
