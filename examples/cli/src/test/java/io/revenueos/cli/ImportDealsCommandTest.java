package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code import deals}. */
class ImportDealsCommandTest {
  private static final String PIPELINE = "crm-sales-opportunities/sales_pipeline.csv";

  @TempDir private Path folder;

  private static Path resource(String name) {
    URL url = Objects.requireNonNull(ImportDealsCommandTest.class.getResource(name));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Result importing(Cli cli, Path file, String... options) {
    String[] arguments = new String[5 + options.length];
    List<String> fixed = List.of("import", "deals", file.toString(), "--tenant", Events.TENANT);
    System.arraycopy(fixed.toArray(), 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    return cli.run(arguments);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("deals.csv"), content);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aRealExportIsImportedWithoutLossAndASecondTimeWithoutEffect(Database kind) {
    Path pipeline = SharedData.file(PIPELINE);
    String url = TestDatabases.emptyUrl(kind);
    Cli cli = Cli.on(url);

    Result first = importing(cli, pipeline);

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(first.err())
        .contains(
            "no column for currency: USD is assumed",
            "8,800 accepted, 0 duplicates, 0 refused; 8,800 completed, 0 failed",
            "note: account: empty in 1,425 rows (11, 44, 46, 58, 62, ...)",
            "note: engage_date: empty in 500 rows",
            "note: close_date: empty in 2,089 rows",
            "note: close_value: empty in 2,089 rows");
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      assertThat(
              rows.lines(
                  "select count(*), count(distinct entity_id) from kernel_events"
                      + " where event_type = 'deal_imported' and entity_type = 'deal'"
                      + " and correlation_id = 'import:sales_pipeline.csv'"))
          .containsExactly("8800 8800");
    }

    Result second = importing(cli, pipeline);

    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).contains("0 accepted, 8,800 duplicates, 0 refused");
    assertThat(cli.run("stats", "--json").out()).contains("\"completed\":8800,\"failed\":0");
  }

  @Test
  void aRowNamesEveryFieldThatIsWrong() throws IOException {
    Path file =
        file(
            """
            opportunity_id,deal_stage,engage_date,close_date,close_value
            ,Won,yesterday,2017-02-31,plenty
            """);

    Result result = importing(Cli.on(TestDatabases.emptyUrl(Database.H2)), file, "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out())
        .contains("opportunity_id: ", "close_value: ", "engage_date: ", "close_date: ");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anExportWithOtherHeadersIsImportedWithAMapping(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result =
        importing(
            cli,
            resource("zweites-crm.csv"),
            "--mapping",
            resource("zweites-crm.json").toString(),
            "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out().lines().map(line -> line.replaceAll("event_id\":\\d+", "event_id\":7")))
        .containsExactly(
            "{\"row\":2,\"event_id\":7,\"duplicate\":false,\"notes\":["
                + "{\"field\":\"W\u00E4hrung\",\"message\":\"empty\"}]}",
            "{\"row\":4,\"event_id\":7,\"duplicate\":false,\"notes\":["
                + "{\"field\":\"W\u00E4hrung\",\"message\":\"empty\"}]}",
            "{\"row\":5,\"event_id\":7,\"duplicate\":false,\"notes\":["
                + "{\"field\":\"Kunde\",\"message\":\"empty\"},"
                + "{\"field\":\"Artikel\",\"message\":\"\\\"GTX PRO\\\" is spelled \\\"GTX Pro\\\""
                + " in row 2; if they are the same, say so in the mapping's values\"},"
                + "{\"field\":\"Geschlossen\",\"message\":\"empty\"}]}",
            refused(7, "Summe", "expected a number such as 1234,50, found \\\"zw\u00F6lf\\\""),
            refused(8, "Vorgang", "expected the deal's id, found nothing"),
            refused(
                9,
                "Begonnen",
                "expected a date in the mapping's date_format, found \\\"31.02.2017\\\""),
            "{\"row\":10,\"error\":{\"code\":\"invalid_csv\","
                + "\"message\":\"expected 10 columns as in the header, found 8\"}}",
            "{\"row\":11,\"error\":{\"code\":\"invalid_csv\","
                + "\"message\":\"a quote is opened and not closed within 100 lines\"}}",
            "{\"row\":12,\"event_id\":7,\"duplicate\":false,\"notes\":["
                + "{\"field\":\"Summe\",\"message\":\"is negative\"},"
                + "{\"field\":\"W\u00E4hrung\",\"message\":\"empty\"},"
                + "{\"field\":\"Geschlossen\",\"message\":\"is before Begonnen\"}]}",
            refused(13, "W\u00E4hrung", "expected three letters such as EUR, found \\\"Taler\\\""));
    assertThat(payload(cli, result.json().get(0)))
        .isEqualTo(
            JsonObject.parse(
                """
                {"account":"M\u00FCller & S\u00F6hne","owner":"Ada","product":"GTX Pro",
                 "stage":"closed_won","value":1234.5,"currency":"EUR",
                 "engaged_at":"2017-03-01","closed_at":"2017-04-15"}"""));
    assertThat(payload(cli, result.json().get(2)))
        .isEqualTo(
            JsonObject.parse(
                """
                {"owner":"Ada","product":"GTX PRO","stage":"in_verhandlung","value":12.5,
                 "currency":"CHF","engaged_at":"2017-03-03"}"""));
  }

  private static String refused(int row, String field, String problem) {
    return "{\"row\":%d,\"error\":{\"code\":\"invalid_row\",\"field\":\"%s\",\"message\":\"%s: %s\"}}"
        .formatted(row, field, field, problem);
  }

  private static JsonObject payload(Cli cli, JsonObject line) {
    return root(cli, line).object("payload").orElseThrow();
  }

  private static JsonObject root(Cli cli, JsonObject line) {
    String id = line.decimal("event_id").orElseThrow().toPlainString();
    return cli.run("explain", id, "--json").onlyJson().object("root").orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aChangedRowIsANewEventAndTheRestAreDuplicates(Database kind) throws IOException {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    importing(cli, file("id,stage,amount,close date\n1,Open,5,\n2,Won,7.50,2017-03-01\n"));

    // The same rows in other words: order, spacing, quotes, case and scale do not count.
    Result same =
        importing(
            cli, file("Close_Date;ID;Stage;Amount\n2017-03-01;2;\"Closed Won\";7.5\n;1;open ;5.0"));
    Result changed = importing(cli, file("id,stage,amount,close date\n1,Won,5,2017-03-02\n"));

    assertThat(same.err()).contains("0 accepted, 2 duplicates");
    assertThat(changed.err()).contains("1 accepted, 0 duplicates");
  }

  @Test
  void anEventHappenedWhenTheDealClosedElseWhenItBegan() throws IOException {
    Cli cli = Cli.on("jdbc:h2:mem:occurred");
    Result result =
        importing(
            cli,
            file(
                "id,stage,create date,close date\n1,Won,2017-01-01,2017-02-02\n2,Open,2017-01-01,"),
            "--json");

    assertThat(root(cli, result.json().get(0)).text("occurred_at"))
        .contains("2017-02-02T00:00:00Z");
    assertThat(root(cli, result.json().get(1)).text("occurred_at"))
        .contains("2017-01-01T00:00:00Z");
  }

  @Test
  void wonAndLostMayStandApartFromTheStage() throws IOException {
    Cli cli = Cli.on("jdbc:h2:mem:status");
    Result result =
        importing(
            cli,
            file("Deal - ID,Deal - Stage,Deal - Status\n1,Offer,Won\n2,Offer,Open\n3,,Lost"),
            "--json");

    assertThat(result.json())
        .extracting(line -> payload(cli, line).text("stage").orElse(""))
        .containsExactly("closed_won", "offer", "closed_lost");
  }

  @Test
  void peopleGetRefusedRowsAndASummaryOfNotes() throws IOException {
    Cli cli = Cli.on("jdbc:h2:mem:people");
    Path file = file("id,stage,account,extra\n1,Won,,x\n2,Won,,\n,Won,A,\n");

    Result brief = importing(cli, file);
    Result verbose = importing(cli, file, "--verbose");

    assertThat(brief.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(brief.out())
        .isEqualTo("row 4: refused: id: expected the deal's id, found nothing\n");
    assertThat(brief.err())
        .contains("columns not imported: extra", "note: account: empty in 2 rows (2, 3)");
    assertThat(verbose.out())
        .isEqualTo(
            """
            row 2: account: empty
            row 3: account: empty
            row 4: refused: id: expected the deal's id, found nothing
            """);
    assertThat(verbose.err()).doesNotContain("note:");
  }

  @Test
  void aFileWithoutTheNeededColumnsIsNotImportedAtAll() throws IOException {
    Cli cli = Cli.on("jdbc:h2:mem:headless");

    assertThat(importing(cli, file("")).err()).contains("header: expected column names");
    Result wrong = importing(cli, file("customer,revenue\nAcme,1\n"));

    assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(wrong.err())
        .contains("column for deal_id: not found", "The file has: \"customer\", \"revenue\"");
    assertThat(cli.run("stats", "--json").out()).contains("\"completed\":0,\"failed\":0");
  }

  @Test
  void aMappingThatIsWrongIsNotUsed() throws IOException {
    Path mapping = Files.writeString(folder.resolve("m.json"), "{\"colums\":{}}");

    Result result =
        importing(Cli.on("jdbc:h2:mem:map"), file("id,stage\n1,x"), "--mapping", mapping + "");

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).contains("colums: unknown key; allowed: columns, stages");
  }
}
