package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastCommandTest {
  @TempDir private Path folder;

  private final Cli cli = Cli.on("jdbc:h2:mem:" + UUID.randomUUID());

  private Cli.Result onExport(String... more) {
    Path deals = SharedData.file("crm-sales-opportunities/sales_pipeline.csv");
    Path products = SharedData.file("crm-sales-opportunities/products.csv");
    String[] arguments = new String[more.length + 5];
    System.arraycopy(
        new String[] {"forecast", "--file", deals.toString(), "--products", products.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return cli.run(arguments);
  }

  @Test
  void aQuarterInProgressIsWhatIsWonAndWhatIsExpected() throws IOException {
    Path picture = folder.resolve("q4.png");
    Cli.Result result =
        onExport(
            "--as-of",
            "2017-11-10",
            "--target",
            "3000000",
            "--json",
            "--chart",
            picture.toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    JsonObject forecast = result.onlyJson();
    assertThat(forecast.text("period")).contains("2017-Q4");
    BigDecimal won = forecast.decimal("won_so_far").orElseThrow();
    BigDecimal all = forecast.decimal("forecast").orElseThrow();
    assertThat(all).isGreaterThan(won);
    // What came: 2,802,496.
    assertThat(all.doubleValue()).isBetween(2_500_000.0, 3_100_000.0);
    assertThat(forecast.text("coverage_verdict")).contains("at risk");
    assertThat(forecast.decimal("zombies").orElseThrow()).isPositive();
    assertThat(forecast.list("influences").orElseThrow()).hasSize(4);
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1200);
    assertThat(
            onExport("--as-of", "2017-11-10", "--period", "2017-12", "--since", "2017-11-01").out())
        .contains("What became of deals")
        .contains("Forecast of 2017-12, known before 2017-11-10")
        .contains("Rules of thumb (not forecasts)")
        .contains("Milestones")
        .contains(
            "Chances go by age and month in quarter, owner (30 groups, ", ", value (3 groups, ")
        .contains("Not by stage: 0 deals have closed after an earlier forecast saw their stage");
  }

  @Test
  void zombiesAreNamedTheOldestFirst() throws IOException {
    StringBuilder rows = new StringBuilder("deal_id,stage,created_at,closed_at,value\n");
    for (int i = 0; i < 300; i++) {
      LocalDate begun = LocalDate.of(2025, 3, 1).plusDays(i);
      rows.append("D%d,won,%s,%s,100\n".formatted(i, begun, begun.plusDays(9)));
    }
    for (int i = 1; i <= 12; i++) {
      rows.append("Z%d,demo,2025-01-%02d,,100\n".formatted(i, 20 - i));
    }
    rows.append("LIVE,demo,2025-12-28,,100\n");
    String file = Files.writeString(folder.resolve("zombies.csv"), rows).toString();
    String[] forecast = {"forecast", "--file", file, "--period", "2026-01"};
    assertThat(cli.run(forecast).out())
        .contains(
            "12 open deals are older than any that ever closed (9 days): zombies, kept out.",
            "The oldest first: Z12, Z11, Z10, Z9, Z8, Z7, Z6, Z5, Z4, Z3, ...");
    JsonObject json =
        cli.run("forecast", "--file", file, "--period", "2026-01", "--json").onlyJson();
    assertThat(json.list("zombie_deals").orElseThrow().toString())
        .isEqualTo("[Z12, Z11, Z10, Z9, Z8, Z7, Z6, Z5, Z4, Z3, Z2, Z1]");
  }

  @Test
  void aThinHistoryIsRefusedWithItsFigures() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("thin.csv"),
            """
            deal_id,stage,created_at,closed_at,value
            1,won,2026-01-02,2026-01-20,100
            2,demo,2026-01-03,,50
            """);
    Cli.Result result = cli.run("forecast", "--file", file.toString(), "--period", "2026-02");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("No forecast: 1 closed deals are known on 2026-01-21; a forecast needs 30.")
        .contains("open pipeline");
  }

  private static final String OPEN =
      """
      insert into deals (tenant_id, name, "value", currency, stage, expected_close_date, created_at)
      values ('0a000000-0000-4000-8000-00000000000a', '%s', %d, 'EUR', 'demo', date '%s',
        timestamp with time zone '2026-01-01 09:00:00+00')
      """;
  private static final String EXPECTED =
      "update deals set expected_close_date = date '%s' where name = '%s'";
  private static final String CLOSED =
      """
      insert into deals (tenant_id, name, "value", currency, stage, actual_close_date, created_at)
      select '0a000000-0000-4000-8000-00000000000a', 'Old ' || "X", 1000, 'EUR',
        case when mod("X", 3) = 0 then 'closed_won' else 'closed_lost' end,
        dateadd('DAY', "X" + 20, date '2024-01-01'),
        dateadd('DAY', "X", timestamp with time zone '2024-01-01 09:00:00+00')
      from system_range(1, 600)
      """;

  @Test
  void theNextForecastOfATenantSaysWhatBecameOfDealsSinceTheLast() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    Cli tenants = Cli.on(url);
    Period period = Period.quarterOf(LocalDate.now(ZoneOffset.UTC).plusYears(1));
    LocalDate after = period.end();
    LocalDate within = after.minusDays(1);
    String[] forecast = {
      "forecast",
      "--tenant",
      "0a000000-0000-4000-8000-00000000000a",
      "--period",
      period.toString(),
      "--json"
    };
    assertThat(tenants.run(forecast).exitCode()).isEqualTo(ExitCode.FAILED);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute(CLOSED);
      rows.execute(OPEN.formatted("in", 10, after));
      rows.execute(OPEN.formatted("out", 20, within));
      rows.execute(OPEN.formatted("won", 30, within));
      rows.execute(OPEN.formatted("lost", 40, within));
      JsonObject first = tenants.run(forecast).onlyJson();
      assertThat(first.has("changes_since")).isTrue();
      assertThat(first.text("changes_since")).isEmpty();

      rows.execute(EXPECTED.formatted(within, "in"));
      rows.execute(EXPECTED.formatted(after, "out"));
      rows.execute(
          "update deals set stage = 'closed_' || name, actual_close_date = date '2026-01-02'"
              + " where name in ('won', 'lost')");
      rows.execute(OPEN.formatted("new", 50, within));
      JsonObject next = tenants.run(forecast).onlyJson();
      assertThat(next.text("changes_since")).isPresent();
      JsonObject kinds = next.object("changes_by_kind").orElseThrow();
      assertThat(kinds.keys()).containsExactly("new", "pulled_in", "pushed_out", "won", "lost");
      assertThat(kinds.object("won").orElseThrow().toJson())
          .isEqualTo("{\"deals\":1,\"value\":30.00}");
      assertThat(next.list("changes").orElseThrow()).hasSize(5);
    }
    forecast[5] = "--since=2024-06-01";
    Cli.Result since = tenants.run(forecast);
    assertThat(since.err()).contains("no forecast of before 2024-06-01 left a snapshot");
    assertThat(since.out()).contains("What became of deals since 2024-06-01");
    forecast[5] = "--count";
    assertThat(tenants.run(forecast).out()).contains("Nothing: no deal came, moved or closed.");
  }

  @Test
  void aStoredDealThatIsKeptOutIsNamedByItsId() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    Cli tenants = Cli.on(url);
    String[] forecast = {"forecast", "--tenant", "0a000000-0000-4000-8000-00000000000a"};
    tenants.run(forecast);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute(CLOSED);
      rows.execute(
          "update deals set id = '0b000000-0000-4000-8000-00000000000b', started_on = date"
              + " '2030-01-01' where name = 'Old 7'");
    }
    assertThat(tenants.run(forecast).err())
        .contains(
            "kept out, starts in future: 1 deal: deal 0b000000-0000-4000-8000-00000000000b (work"
                + " begins on 2030-01-01, ")
        .doesNotContain("row ");
  }

  @Test
  void aTenantWithoutDealsIsTold() {
    Cli.Result result =
        cli.run("forecast", "--tenant", "0a000000-0000-4000-8000-00000000000a", "--json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.onlyJson().object("rest").orElseThrow().decimal("closed_deals_needed"))
        .contains(new BigDecimal("30"));
    assertThat(result.err()).contains("is not registered, and has no deals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "0.5", "1e16", "1e999999999"})
  void aTargetThatIsNoneIsRefused(String target) {
    Cli.Result result = cli.run("forecast", "--file", "-", "--target", target);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err())
        .contains("--target: expected an amount from 1 to 1,000,000,000,000,000, found ");
  }

  @Test
  void aDayThatNothingIsKnownOfIsTakenForTheLast() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("late.csv"),
            "deal_id,stage,created_at,closed_at,value\n1,won,2026-01-02,2026-01-20,100\n");
    assertThat(cli.run("forecast", "--file", file.toString(), "--as-of", "2026-02-03").err())
        .contains(
            "--as-of 2026-02-03 is taken for 2026-01-21: nothing is known after 2026-01-20, the last"
                + " day that the file knows of; if it was exported later, say so: --exported");
    assertThat(cli.run("forecast", "--file", file.toString(), "--as-of", "2026-01-21").err())
        .doesNotContain("is taken for");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(
            cli.run(
                    "forecast",
                    "--tenant",
                    "0a000000-0000-4000-8000-00000000000a",
                    "--as-of",
                    today.plusDays(9).toString())
                .err())
        .contains("is taken for " + today.plusDays(1) + ": nothing is known after today");
  }

  @Test
  void whereNothingWasWonErrorsAreNotKnown() throws IOException {
    StringBuilder rows = new StringBuilder("deal_id,stage,created_at,closed_at,value\n");
    for (int i = 0; i < 400; i++) {
      LocalDate begun = LocalDate.of(2025, 1, 1).plusDays(i);
      rows.append("D%d,lost,%s,%s,\n".formatted(i, begun, begun.plusDays(9)));
    }
    String file = Files.writeString(folder.resolve("lost.csv"), rows).toString();
    Cli.Result table = cli.run("forecast", "--file", file, "--period", "2026-03");
    assertThat(table.out())
        .contains("not known")
        .contains(
            "No interval: too few past windows in which something was both won and forecast.");
    JsonObject json =
        cli.run("forecast", "--file", file, "--period", "2026-03", "--json").onlyJson();
    assertThat(json.list("methods").orElseThrow())
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(((JsonObject) method).toJson())
                    .contains("\"wape\":null,\"score\":null"));
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("one.csv"),
            "deal_id,stage,created_at,closed_at,value\n1,won,2026-01-02,2026-01-20,100\n");
    assertThat(cli.run("forecast", "--as-of", "2x").err())
        .contains("expected a day such as 2026-03-01, found 2x");
    assertThat(cli.run("forecast").err()).contains("--tenant, --file: expected exactly one");
    assertThat(cli.run("forecast", "--file", file.toString(), "--period", "2025-Q4").err())
        .contains("period: expected one that is not over on 2026-01-21, found 2025-Q4");
    assertThat(cli.run("forecast", "--file", file.toString(), "--period", "Q4").err())
        .contains("expected a quarter such as 2026-Q1 or a month such as 2025-12, found \"Q4\"");
  }
}
