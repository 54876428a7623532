package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestForecastCommandTest {
  private static final String HEADER =
      "opportunity_id,sales_agent,product,deal_stage,engage_date,close_date,close_value\n";

  @TempDir private Path folder;

  private final Cli cli = Cli.on("jdbc:h2:mem:unused");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** A year of deals, three in ten won. */
  private static String year() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 1500; i++) {
      LocalDate engaged = LocalDate.of(2024, 1, 1).plusDays(i / 4);
      LocalDate closed = engaged.plusDays(5 + random.nextInt(60));
      boolean open = closed.isAfter(LocalDate.of(2024, 12, 31));
      boolean won = random.nextInt(10) < 3;
      csv.append(
          "D%d,Ada,Plan,%s,%s,%s,%s\n"
              .formatted(
                  i,
                  open ? "Engaging" : won ? "Won" : "Lost",
                  engaged,
                  open ? "" : closed,
                  open ? "" : won ? "100" : "0"));
    }
    return csv.toString();
  }

  private static JsonObject backtest(List<JsonObject> lines, String name) {
    return lines.stream()
        .filter(line -> line.text("backtest").filter(name::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static double number(JsonObject line, String object, String key) {
    return line.object(object).orElseThrow().decimal(key).orElseThrow().doubleValue();
  }

  /** The figures that docs/forecasting.md shows. */
  @Test
  void theForecastIsAsGoodOnTheCrmExportAsTheDocumentationSays() {
    Path deals = SharedData.file("crm-sales-opportunities/sales_pipeline.csv");
    Path products = SharedData.file("crm-sales-opportunities/products.csv");
    Cli.Result result =
        cli.run(
            "backtest",
            "forecast",
            deals.toString(),
            "--products",
            products.toString(),
            "--origins",
            "32",
            "--json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    List<JsonObject> lines = result.json();
    assertThat(lines).filteredOn(line -> line.text("kept_out").isPresent()).hasSize(500);
    JsonObject next28 = backtest(lines, "next 28 days");
    assertThat(next28.decimal("windows_compared")).contains(new BigDecimal("27"));
    assertThat(number(next28, "forecast", "wape")).isLessThanOrEqualTo(0.07);
    assertThat(number(next28, "interval", "share")).isBetween(0.7, 0.9);
    assertThat(number(backtest(lines, "calendar month"), "forecast", "wape"))
        .isLessThanOrEqualTo(0.075);
    assertThat(number(backtest(lines, "next 91 days"), "forecast", "wape"))
        .isLessThanOrEqualTo(1.1 * 0.038);
    JsonObject single = lines.get(lines.size() - 1);
    assertThat(single.decimal("brier").orElseThrow()).isLessThan(new BigDecimal("0.107"));
    assertThat(result.err()).contains("\"GTXPro\" (1,480 rows) is taken for \"GTX Pro\"");
  }

  /** Wins of the Olist funnel: leads and closed deals are two files, joined here. */
  @Test
  void theForecastIsAsGoodOnTheOlistFunnelAsTheDocumentationSays() throws IOException {
    Path won = SharedData.file("olist-marketing-funnel/olist_closed_deals_dataset.csv");
    Path leads =
        SharedData.file("olist-marketing-funnel/olist_marketing_qualified_leads_dataset.csv");
    Path joined = file("olist.csv", OlistFunnel.joined(leads, won, LocalDate.of(2018, 5, 28)));
    Cli.Result result =
        cli.run(
            "backtest",
            "forecast",
            joined.toString(),
            "--count",
            "--days",
            "28",
            "--origins",
            "9",
            "--exported",
            "2018-05-28",
            "--json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    JsonObject next28 = backtest(result.json(), "next 28 days");
    assertThat(next28.decimal("windows_compared")).contains(new BigDecimal("9"));
    assertThat(number(next28, "forecast", "wape")).isLessThanOrEqualTo(1.1 * 0.165);
  }

  @Test
  void badRowsAreNamedAndKeptOut() throws IOException {
    Path file =
        file(
            "bad.csv",
            year()
                + "B1,Ada,Plan,Won,2024-05-01,2024-04-01,10\n"
                + "B2,Ada,Plan,Won,2024-05-01,2024-06-01,-10\n"
                + "B3,Ada,Plan,Wno,2024-05-01,,\n"
                + "B4,Ada,Plan,Won,2024-05-01,2999-06-01,10\n"
                + "D7,Ada,Plan,Won,2024-05-01,2024-06-01,10\n"
                + "B5,Ada,Plan,Won,tomorrow,,\n");
    Cli.Result shown = cli.run("backtest", "forecast", file.toString(), "--days", "28");
    assertThat(shown.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(shown.err())
        .contains("row 1507: engage_date: expected a date such as 2017-03-01")
        .contains(
            "kept out, dates reversed: 1 row: row 1502 (closed on 2024-04-01, work began on"
                + " 2024-05-01)")
        .contains("kept out, negative value: 1 row")
        .contains("kept out, unknown stage: 1 row: row 1504 (the stage is \"wno\")")
        .contains("kept out, closed in future: 1 row: row 1505")
        .contains("kept out, duplicate id: 2 rows: row 9 (a later row has the same id");
    assertThat(shown.out())
        .contains("1,499 deals known on 2025-01-10", "THE FORECAST")
        .containsPattern("Not by value: a value above 0 is known of 0 of [0-9,]+ lost deals");
    Cli.Result json = cli.run("backtest", "forecast", file.toString(), "--days", "28", "--json");
    assertThat(json.json()).filteredOn(line -> line.text("kept_out").isPresent()).hasSize(7);
    assertThat(cli.run("backtest", "forecast", file.toString(), "--days", "28", "--json").out())
        .isEqualTo(json.out());
  }

  @Test
  void chartsAreDrawnWithoutADisplay() throws IOException {
    Path picture = folder.resolve("chart.png");
    Cli.Result result =
        cli.run(
            "backtest",
            "forecast",
            file("year.csv", year()).toString(),
            "--days",
            "28",
            "--chart",
            picture.toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ImageIO.read(picture.toFile()).getHeight()).isEqualTo(1800);
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    Path empty = file("one.csv", HEADER + "1,Ada,P,Won,2026-01-02,2026-01-20,100\n");
    Cli.Result nothing = cli.run("backtest", "forecast", empty.toString());
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(nothing.out()).contains("No window of this length is over.");
    assertThat(cli.run("backtest", "forecast", empty.toString(), "--chart", "x.gif"))
        .satisfies(
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
              assertThat(refused.err()).contains("chart: expected a name that ends in .png");
            });
    assertThat(cli.run("backtest", "forecast", empty.toString(), "--days", "0").err())
        .contains("--days: expected 1 to 366, found 0");
    assertThat(cli.run("backtest").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
  }
}
