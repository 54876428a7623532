package io.revenueos.cro.data;

import static io.revenueos.kernel.jdbc.TenantSession.IN_SCOPE;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.jdbc.Row;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/** {@code cro_forecasts}. Thread-safe. */
public final class Forecasts {
  private static final String OF_PERIOD =
      """
      select period, scenario, forecast_new_arr, currency, confidence, notes
      from cro_forecasts
      where period = :period and
      """
          + IN_SCOPE
          + "order by workspace_id, scenario";
  private static final Upsert PUT =
      new Upsert(
          "cro_forecasts",
          """
          update cro_forecasts
          set forecast_new_arr = :arr, currency = :currency,
              confidence = cast(:confidence as numeric), notes = :notes
          where tenant_id = :tenant and workspace_id = :home and period = :period
            and scenario = :scenario
          """,
          """
          insert into cro_forecasts
            (tenant_id, id, workspace_id, period, scenario, forecast_new_arr, currency, confidence,
             notes)
          values (:tenant, :id, :home, :period, :scenario, :arr, :currency,
            cast(:confidence as numeric), :notes)
          on conflict do nothing
          """);

  private final TenantDatabase database;

  public Forecasts(TenantDatabase database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Adds a forecast or changes the one of the same period and scenario. */
  public void put(TenantScope scope, StoredForecast forecast) {
    database.inTransaction(
        scope,
        session -> {
          PUT.run(
              session,
              session.home(),
              statement ->
                  statement
                      .bind("period", forecast.period().toString())
                      .bind("scenario", forecast.scenario().stored())
                      .bind("arr", forecast.newArr())
                      .bind("currency", forecast.currency().getCurrencyCode())
                      .bind("confidence", forecast.confidenceOrNull())
                      .bind("notes", forecast.notes()));
          return true;
        });
  }

  /** Those of a period that the scope sees. */
  public List<StoredForecast> of(TenantScope scope, Period period) {
    return database.inTransaction(
        scope,
        session ->
            session
                .query(OF_PERIOD)
                .bind("period", period.toString())
                .map(Row.as(Forecasts::forecast))
                .list());
  }

  private static StoredForecast forecast(Row row) throws SQLException {
    return new StoredForecast(
        Period.parse(row.text("period")),
        row.word("scenario", StoredForecast.Scenario.class),
        Objects.requireNonNull(row.decimalOrNull("forecast_new_arr")),
        Currency.getInstance(row.text("currency")),
        row.decimalOrNull("confidence"),
        Objects.requireNonNullElse(row.textOrNull("notes"), ""));
  }
}
