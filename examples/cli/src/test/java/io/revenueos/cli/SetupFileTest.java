package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.terminal.Terminal.Abilities;
import io.revenueos.kernel.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code revenue cro setup --file}. */
class SetupFileTest {
  private static final String TENANT = "0a000000-0000-4000-8000-00000000000a";
  private static final String ADMIN = "0a000000-0000-4000-8000-0000000000aa";
  private static final String DEALS =
      """
      deal_id,stage,created_at,closed_at,value,owner,product
      1,won,2026-01-02,2026-01-20,100,Ada,Kit
      2,lost,2026-01-03,2026-01-10,,Ada,Kit
      3,demo,2026-01-03,,50,Bob,Kit
      4,demo,,,50,Bob,Kit
      """;

  @TempDir private Path folder;

  private String url = "";
  private Cli cli = Cli.on("");

  @BeforeEach
  void aTenantWithAnAdmin() throws IOException {
    url = "jdbc:h2:file:" + folder.resolve("revenue");
    cli = Cli.on(url);
    String plan =
        """
        {"tenant_id":"%s","slug":"acme","name":"Acme","modules":{"ai_cro":true,"ai_cmo":true},
         "users":[{"user_id":"%s","role":"admin","roles":["sales","marketer"]}]}
        """
            .formatted(TENANT, ADMIN);
    assertThat(cli.run("tenants", "add", "--file", file("plan.json", plan)).exitCode()).isZero();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Result setup(String... more) {
    String[] asked = {"cro", "setup", "--tenant", TENANT, "--workspace", TENANT, "--user", ADMIN};
    return cli.run(Stream.of(asked, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static JsonObject figures(JsonObject line) {
    return line.object("answer").flatMap(answer -> answer.object("figures")).orElseThrow();
  }

  @Test
  void anExportIsDescribedByTheAgentAndNothingOfItIsStored() throws IOException {
    String deals = file("deals.csv", DEALS);
    Result shown = setup("--file", deals, "--input", "{\"stages\":[\"demo\"]}");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains(
            "From the export deals.csv, not from stored deals (4 rows, 1 kept out, 0 unreadable):"
                + " 3 deals, 1 of them open; 2 closed, 1 won")
        .contains("Nothing says at which stage 1 deals were lost", "At which stages were the 1 ");
    assertThat(shown.err())
        .contains("kept out, no start date: 1 row: row 5 (the day on which work began is empty)")
        .contains("worded by: offline");

    JsonObject line = setup("--file", deals, "--json").onlyJson();
    assertThat(figures(line).list("products").orElseThrow().toString()).contains("\"Kit\"");
    String event = line.decimal("event_id").orElseThrow().toPlainString();
    assertThat(cli.run("explain", event).out())
        .contains("agent_requested", "revenue_os.agents.ai_cro_access_v1", "AGENT_RUN");
    assertThat(figures(setup("--json").onlyJson()).text("source")).contains("stored_deals");
    assertThat(figures(setup("--json").onlyJson()).decimal("deals").orElseThrow()).isZero();
  }

  @Test
  void rowsThatAreWrongAreKeptOutAndSayItWithTheExitCode() throws IOException {
    String bad =
        DEALS
            + """
            5,won,2026-02-01,2026-01-01,10,Ada,Kit
            6,won,2026-01-01,2026-01-09,-10,Ada,Kit
            6,won,tomorrow,2026-01-09,10,Ada,Kit
            """;
    Result result = setup("--file", file("bad.csv", bad), "--json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains("row 8: created_at: expected a date")
        .contains("kept out, dates reversed: 1 row: row 6", "kept out, negative value: 1 row");
    JsonObject export = figures(result.onlyJson()).object("export").orElseThrow();
    assertThat(export.toJson())
        .isEqualTo("{\"file\":\"bad.csv\",\"rows\":7,\"kept_out\":3,\"unreadable\":1}");
  }

  @Test
  void theOptionsForFilesAreThoseOfTheForecast() throws IOException {
    String theirs =
        file(
            "theirs.csv",
            """
            No;Phase;Begin;End;Amount;Item
            A;Gewonnen;02.01.2026;20.01.2026;1,50;kit
            B;Demo;03.01.2026;;;kit
            C;Wild;03.01.2026;;;kit
            """);
    String mapping =
        file(
            "m.json",
            """
            {"columns":{"deal_id":"No","stage":"Phase","engaged_at":"Begin","closed_at":"End",
             "value":"Amount","product":"Item"},"stages":{"Gewonnen":"closed_won"},
             "date_format":"dd.MM.yyyy","decimal_separator":",","currency":"EUR"}
            """);
    Result result =
        setup(
            "--file",
            theirs,
            "--mapping",
            mapping,
            "--products",
            file("p.csv", "product;price\nKit;2,00\n"),
            "--stages",
            "demo",
            "--exported",
            "2026-02-01",
            "--json");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains("product \"kit\" (3 rows) is taken for \"Kit\"", "unknown stage: 1 row: row 4");
    JsonObject figures = figures(result.onlyJson());
    assertThat(figures.text("as_of")).contains("2026-02-01");
    assertThat(figures.text("currency")).contains("EUR");
    // The price list says what the open deal is worth.
    assertThat(figures.decimal("open_without_value").orElseThrow()).isZero();
  }

  @Test
  void standardInputIsAFileToo() {
    Result result =
        new Cli(
                Map.of(DatabaseOptions.VARIABLE, url),
                Abilities.NONE,
                new ByteArrayInputStream(DEALS.getBytes(StandardCharsets.UTF_8)))
            .run("cro", "setup", "--tenant", TENANT, "--file", "-");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("From the export stdin");
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    String deals = file("deals.csv", DEALS);
    Result mode = cli.run("cro", "forecast", "--tenant", TENANT, "--file", deals);
    assertThat(mode.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(mode.err())
        .contains("--file: only the mode setup reads a file, found the mode forecast")
        .contains("revenue forecast --file FILE.csv");
    assertThat(cli.run("cmo", "setup", "--tenant", TENANT, "--file", deals).err())
        .contains("Unknown options: '--file'");
    Result idle = setup("--exported", "2026-01-01");
    assertThat(idle.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(idle.err()).contains("--file: expected one: --mapping, --products");
    assertThat(setup("--file", deals, "--input", "{\"export\":{}}").err())
        .contains("--file: expected a file or \"export\" in --input, found both");
    assertThat(setup("--file", "none.csv").err()).contains("file \"none.csv\": no such file");
    Result empty = setup("--file", file("empty.csv", "deal_id,stage\n"));
    assertThat(empty.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(empty.err()).contains("expected rows below the header, found none");
    assertThat(cli.run("stats", "--json").onlyJson().object("events").orElseThrow().toJson())
        .doesNotContain("\"completed\":1");
  }

  @Test
  void theStepsAreDrawnAsAFunnel() throws IOException {
    String deals = file("deals.csv", DEALS);
    Path picture = folder.resolve("funnel.png");
    Result drawn =
        setup("--file", deals, "--input", "{\"stages\":[\"demo\"]}", "--chart", picture.toString());
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void whatHasNoStepsIsNotDrawnAndSaysWhy() throws IOException {
    String picture = folder.resolve("none.png").toString();
    Result unordered = setup("--file", file("deals.csv", DEALS), "--chart", picture);
    assertThat(unordered.exitCode()).isEqualTo(2);
    assertThat(unordered.err()).contains("--chart: the answer has no steps between stages");
    Result other =
        cli.run("cro", "forecast", "--tenant", TENANT, "--user", ADMIN, "--chart", picture);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("only the mode setup has a picture, found the mode forecast");
    assertThat(folder.resolve("none.png")).doesNotExist();
  }

  @Test
  void whereAllRowsAreNamedIsSaidWhenSomeAreNot() throws IOException {
    String hint = "each of these rows, one a line: revenue backtest forecast FILE.csv --json";
    String reversed = "%s,won,2026-02-01,2026-01-01,1,Ada,Kit\n";
    String five =
        DEALS
            + reversed.formatted(5)
            + reversed.formatted(6)
            + reversed.formatted(7)
            + reversed.formatted(8)
            + reversed.formatted(9);
    assertThat(setup("--file", file("five.csv", five)).err())
        .contains("5 rows")
        .doesNotContain(hint);
    String six = file("six.csv", five + reversed.formatted(10));
    Result cut = setup("--file", six);
    assertThat(cut.exitCode()).isEqualTo(3);
    assertThat(cut.err()).contains("6 rows", ", ...", hint);
    assertThat(cli.run("backtest", "forecast", six, "--json").out().lines())
        .filteredOn(line -> line.contains("dates_reversed"))
        .hasSize(6);
  }
}
