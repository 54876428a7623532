package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1200);
    assertThat(
            onExport("--as-of", "2017-11-10", "--period", "2017-12", "--since", "2017-11-01").out())
        .contains("What became of deals")
        .contains("Forecast of 2017-12, known before 2017-11-10")
        .contains("Rules of thumb (not forecasts)")
        .contains("Milestones");
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
