package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.analytics.Analytics;
import io.revenueos.kernel.jdbc.analytics.CampaignSnapshot;
import io.revenueos.kernel.jdbc.analytics.ForecastMonth;
import io.revenueos.kernel.jdbc.analytics.FunnelStep;
import io.revenueos.kernel.jdbc.analytics.PipelineStage;
import io.revenueos.kernel.jdbc.channels.DataMode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures are what the rows add up to, of the tenant and the workspaces that are asked for. */
class AnalyticsTest {
  private static final List<String> VIEWS =
      List.of(
          "cmo_performance_snapshot",
          "cro_pipeline_view",
          "lead_funnel_analysis",
          "revenue_forecast_view");
  private static final Currency USD = Currency.getInstance("USD");

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final TenantId other = new TenantId(UUID.randomUUID());
  private final WorkspaceId north = new WorkspaceId(UUID.randomUUID());

  private void fill(Rows rows) {
    for (TenantId id : List.of(tenant, other)) {
      rows.execute(
          "insert into workspaces (tenant_id, id, name, slug) values ('%s', '%s', 'Home', 'home')"
              .formatted(id, id));
    }
    rows.execute(
        "insert into workspaces (tenant_id, id, name, slug) values ('%s', '%s', 'North', 'north')"
            .formatted(tenant, north));
    deal(rows, tenant, tenant.value(), "proposal, 80, 1000, 2026-03-31");
    deal(rows, tenant, tenant.value(), "proposal, 70, 600.50, 2026-03-01");
    deal(rows, tenant, north.value(), "demo, 40, 200, 2026-03-15");
    deal(rows, tenant, north.value(), "demo, 10, 50, 2026-04-01");
    deal(rows, tenant, north.value(), "closed_won, 100, 9999, 2026-03-15");
    deal(rows, other, other.value(), "proposal, 90, 77777, 2026-03-15");
    lead(rows, tenant, tenant.value(), "new", "80");
    lead(rows, tenant, north.value(), "new", "21");
    lead(rows, tenant, north.value(), "qualified", "null");
    lead(rows, other, other.value(), "new", "99");
  }

  private static void deal(Rows rows, TenantId tenant, UUID workspace, String line) {
    List<String> cells = List.of(line.split(", ", -1));
    rows.execute(
        """
        insert into deals (tenant_id, workspace_id, name, stage, probability, "value", expected_close_date)
        values ('%s', '%s', 'D', '%s', %s, %s, '%s')
        """
            .formatted(tenant, workspace, cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
  }

  private static void lead(
      Rows rows, TenantId tenant, UUID workspace, String status, String score) {
    rows.execute(
        "insert into leads (tenant_id, workspace_id, status, score) values ('%s', '%s', '%s', %s)"
            .formatted(tenant, workspace, status, score));
  }

  private static void campaign(Rows rows, TenantId tenant, String mode, int clicks) {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into campaigns (tenant_id, id, workspace_id, name, channel) values ('%s', '%s', '%s', '%s', 'email')"
            .formatted(tenant, id, tenant, mode));
    rows.execute(
        """
        insert into campaign_metrics
          (tenant_id, workspace_id, campaign_id, data_mode, impressions, clicks, revenue, cost)
        values ('%s', '%s', '%s', '%s', 1000, %d, 30.00, 8.00)
        """
            .formatted(tenant, tenant, id, mode, clicks));
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void dealsAddUpByStageAndByMonth(Database kind) {
    try (PooledDatabase database = PooledDatabase.open(TestDatabases.migratedUrl(kind))) {
      fill(Rows.of(database.dataSource()));
      Analytics analytics = new Analytics(TenantDatabase.on(database.dataSource()));
      assertThat(analytics.pipeline(TenantScope.of(tenant)))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("oldestAt")
          .containsExactly(
              stage("demo", 2, money("250"), money("85")),
              stage("proposal", 2, money("1600.5"), money("1220.35")));
      assertThat(analytics.forecast(TenantScope.of(tenant)))
          .containsExactly(
              new ForecastMonth(
                  YearMonth.of(2026, 3),
                  USD,
                  3,
                  money("1000"),
                  money("1400.25"),
                  money("1400.25"),
                  money("1300.35")),
              new ForecastMonth(
                  YearMonth.of(2026, 4), USD, 1, money("0"), money("0"), money("50"), money("5")));
    }
  }

  private static PipelineStage stage(
      String stage, long deals, BigDecimal value, BigDecimal weighted) {
    return new PipelineStage(stage, USD, deals, value, weighted, Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aWorkspaceHasItsOwnFigures(Database kind) {
    try (PooledDatabase database = PooledDatabase.open(TestDatabases.migratedUrl(kind))) {
      fill(Rows.of(database.dataSource()));
      Analytics analytics = new Analytics(TenantDatabase.on(database.dataSource()));
      TenantScope scope = TenantScope.of(tenant);
      assertThat(analytics.funnel(scope))
          .containsExactly(
              new FunnelStep("new", 2, money("50.50")), new FunnelStep("qualified", 1, null));
      assertThat(analytics.funnel(scope.in(north)))
          .containsExactly(
              new FunnelStep("new", 1, money("21.00")), new FunnelStep("qualified", 1, null));
      assertThat(analytics.pipeline(scope.in(north))).extracting("stage").containsExactly("demo");
      assertThat(analytics.forecast(scope.in(north)))
          .extracting(ForecastMonth::deals)
          .containsExactly(1L, 1L);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void figuresThatWereMadeUpAreNeverMixedWithRealOnes(Database kind) {
    try (PooledDatabase database = PooledDatabase.open(TestDatabases.migratedUrl(kind))) {
      Rows rows = Rows.of(database.dataSource());
      fill(rows);
      campaign(rows, tenant, "real", 50);
      campaign(rows, tenant, "demo", 500);
      campaign(rows, other, "real", 1);
      Analytics analytics = new Analytics(TenantDatabase.on(database.dataSource()));
      CampaignSnapshot real = analytics.campaigns(TenantScope.of(tenant), DataMode.REAL).get(0);
      assertThat(analytics.campaigns(TenantScope.of(tenant), DataMode.REAL)).hasSize(1);
      assertThat(real.name()).isEqualTo("real");
      assertThat(real.clickRate()).hasValue(money("0.050000"));
      assertThat(real.conversionRate()).hasValue(money("0.000000"));
      assertThat(real.returnOnSpend()).hasValue(money("3.750000"));
      assertThat(analytics.campaigns(TenantScope.of(tenant), DataMode.DEMO))
          .extracting(CampaignSnapshot::name)
          .containsExactly("demo");
    }
  }

  @Test
  void nothingElseReadsTheViews() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<Path> readers =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/"))
              .filter(file -> VIEWS.stream().anyMatch(read(file)::contains))
              .toList();
      assertThat(readers)
          .singleElement()
          .matches(file -> file.toString().contains("/jdbc/analytics/"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
