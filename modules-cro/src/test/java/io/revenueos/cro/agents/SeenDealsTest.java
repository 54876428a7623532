package io.revenueos.cro.agents;

import static io.revenueos.cro.agents.CroHost.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedAction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What agents make of where earlier forecasts saw deals. */
class SeenDealsTest {
  private static final JsonObject STAGES = JsonObject.of("stages", List.of("lead", "demo"));

  private static JsonObject figures(RecordedAction action) {
    assertThat(action.status()).as(action.result().toJson()).isEqualTo(ActionStatus.COMPLETED);
    return Wording.figures(action.result().object("answer").orElseThrow());
  }

  private static List<JsonObject> objects(JsonObject holder, String key) {
    return holder.list(key).orElseThrow().stream().map(JsonObject.class::cast).toList();
  }

  /** Once a month a forecast of Bob's saw what was open: leads for 20 days, then demos. */
  private static void forecasts(CroHost host) {
    for (int month = 1; month <= 13; month++) {
      LocalDate day = LocalDate.of(2025, 1, 1).plusMonths(month);
      String id = UUID.randomUUID().toString();
      host.rows()
          .execute(
              "insert into cro_forecast_snapshots (tenant_id, id, reader, status, taken_at) values"
                  + " ('%s', '%s', '%s/%s', 'shown', timestamp with time zone '%s 12:00:00+00')"
                      .formatted(A.id(), id, CroHost.BOB, A.id(), day));
      host.rows()
          .execute(
              "insert into cro_forecast_snapshot_deals (tenant_id, snapshot_id, deal_id,"
                  + " workspace_id, stage, \"value\", currency) select tenant_id, '%s', id,"
                      .formatted(id)
                  + " workspace_id, case when cast(created_at as date) > date '%s' then 'lead' else"
                      .formatted(day.minusDays(20))
                  + " 'demo' end, \"value\", currency from deals where cast(created_at as date) <"
                  + " date '%s' and (actual_close_date is null or actual_close_date > date '%s')"
                      .formatted(day, day));
    }
  }

  @Test
  void stepsAreThoseOfDealsThatWereSeen() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      host.history(A);
      JsonObject before = figures(host.run(A, "setup", "s-1", STAGES));
      assertThat(before.text("steps_of")).contains("all_deals");
      assertThat(objects(before, "steps")).allMatch(step -> step.flag("bottleneck").isEmpty());
      forecasts(host);
      RecordedAction after = host.run(A, "setup", "s-2", STAGES);
      JsonObject figures = figures(after);
      assertThat(figures.text("steps_of")).contains("deals_seen_by_forecasts");
      assertThat(figures.decimal("lost_somewhere")).contains(BigDecimal.ZERO);
      assertThat(objects(figures, "steps"))
          .allMatch(step -> step.decimal("drop_off").isPresent())
          .extracting(step -> step.flag("bottleneck").orElseThrow())
          .containsExactly(false, true);
      assertThat(after.result().toJson())
          .contains("By deals that earlier forecasts saw, bottlenecks: demo to closed_won.");
    }
  }

  @Test
  void aDealThatIsWorthLessThanItWasHasAScopeReduction() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      host.history(A);
      forecasts(host);
      String deal =
          host.rows()
              .lines(
                  "select min(cast(id as varchar)) from deals where actual_close_date is null and"
                      + " cast(created_at as date) between date '2026-01-02' and date '2026-01-31'")
              .get(0);
      host.rows().execute("update deals set \"value\" = 1 where id = '" + deal + "'");
      RecordedAction review = host.run(A, "deal_review", "d-1", JsonObject.of("deal_id", deal));
      assertThat(objects(figures(review), "risks").toString())
          .contains("scope reduction", "seen on 2026-02-01, to 1.00, seen on 2026-02-15");
      RecordedAction moves = host.run(A, "optimization", "d-2", JsonObject.empty());
      assertThat(moves.status()).isEqualTo(ActionStatus.COMPLETED);
    }
  }

  @Test
  void aForecastSaysWhetherChancesGoByStages() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      host.history(A);
      JsonObject before = figures(host.run(A, "forecast", "f-1", JsonObject.empty()));
      assertThat(objects(before, "influences").toString())
          .contains("0 deals have closed after an earlier forecast saw their stage, it takes 30");
      assertThat(
              host.rows()
                  .lines("select notes from cro_forecasts where scenario = 'base'")
                  .toString())
          .contains("; chances not by stage: 0 deals have closed");
      forecasts(host);
      JsonObject stage =
          objects(figures(host.run(A, "forecast", "f-2", JsonObject.empty())), "influences").get(3);
      assertThat(stage.text("influence")).contains("stage");
      assertThat(stage.decimal("groups").orElseThrow()).isEqualByComparingTo("2");
      assertThat(stage.text("why_not")).isEmpty();
    }
  }
}
