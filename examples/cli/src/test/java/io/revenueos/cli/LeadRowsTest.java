package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a file of leads that are wrong: each is named and kept out of the statistics. */
class LeadRowsTest {
  private final Cli cli = Cli.on("jdbc:h2:mem:lead-rows");

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("leads.csv"), content);
  }

  @Test
  void badRowsAreNamedAndLeftOut() throws IOException {
    Path file = file(LeadExport.of(400, 0) + "L-3;1;web;No\nL-900;1\n");
    Result result = cli.run("backtest", "leads", file.toString(), "--outcome", "won");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains(
            "row 402: refused: the same lead as in row 5, by id",
            "row 403: refused: expected 4 columns as in the header, found 2",
            "402 rows, 2 refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "L-900;-3;web;No         | visits: expected a number such as 12.5 that is not below 0,"
            + " found \"-3\"",
        "L-900;3x;web;No         | visits: expected a number such as 12.5 that is not below 0,"
            + " found \"3x\"",
        "L-900;1e200;web;Yes     | visits: expected a number such as 12.5 that is not below 0,"
            + " found \"1e200\"",
        "L-900;3;web;Yess        | won: expected \"yes\", \"no\" or nothing, found \"Yess\"",
        "L-900;3;web;No;more     | expected 4 columns as in the header, found 5",
        "L-900;3;\"web;No        | a quote is opened and not closed"
      })
  void aRowThatIsSurelyWrongIsKeptOutWithTheReason(String row, String message) throws IOException {
    String[] arguments = {
      "backtest", "leads", file(LeadExport.of(400, 0)).toString(), "--outcome", "won", "--json"
    };
    JsonObject without = cli.run(arguments).onlyJson();
    file(LeadExport.of(400, 0) + row + "\n");

    Result result = cli.run(arguments);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.REFUSED);
    JsonObject with = result.onlyJson();
    assertThat(with.list("refused").orElseThrow()).hasSize(1);
    assertThat(with.list("refused").orElseThrow().toString())
        .contains("\"row\":402", message.replace("\"", "\\\""));
    assertThat(with.text("version")).isEqualTo(without.text("version"));
    assertThat(with.decimal("leads")).contains(new BigDecimal("400"));
  }

  @Test
  void aNumberBelowZeroThatIsAWordForUnknownIsKept() throws IOException {
    String file = LeadExport.of(400, 30).replaceAll("(L-\\d*7);\\d;", "$1;-1;");
    Result result =
        cli.run("leads", "score", "--file", file(file).toString(), "--outcome", "won", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.json()).hasSize(30);
  }

  @Test
  void leadsThatAreCalledTheSameCountOnceAndThoseThatContradictEachOtherNever() throws IOException {
    String file =
        """
        id,mail,visits,won
        1,a,3,Yes
        1,b,3,Yes
        2,c,1,No
        2,d,1,Yes
        3,a,1,
        4,e,1,No
        """;
    Result byId = cli.run("leads", "score", "--file", file(file).toString(), "--outcome", "won");
    assertThat(byId.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(byId.err())
        .contains(
            "row 3: refused: the same lead as in row 2, by id",
            "row 4: refused: row 5 is about the same lead, by id, and has another won",
            "row 5: refused: the same lead as in row 4, by id",
            "6 rows, 3 refused");
    Result byMail =
        cli.run(
            "leads", "score", "--file", file(file).toString(), "--outcome", "won", "--id", "mail");
    assertThat(byMail.err())
        .contains("row 2: refused: row 6 is about the same lead, by mail", "6 rows, 2 refused");
  }
}
