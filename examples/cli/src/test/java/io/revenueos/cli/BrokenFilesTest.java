package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.terminal.Terminal.Abilities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever reads a file says of what is wrong in it: which file, where, what it is, what it should
 * be.
 */
class BrokenFilesTest {
  private static final String TENANT = "0a000000-0000-4000-8000-00000000000a";

  @TempDir private Path folder;

  private final Cli cli = Cli.on("jdbc:h2:mem:" + UUID.randomUUID());

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void assertSaid(String wrong, String file, String said, String... command) {
    Cli.Result result = cli.run(command);
    assertThat(result.exitCode()).as(wrong).isIn(ExitCode.WRONG_USAGE, ExitCode.REFUSED);
    assertThat(result.err())
        .as(String.join(" ", command))
        .contains(file, said)
        .doesNotContain("Source", "token", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{~  \"columns\": {\"deal_id\": \"No\",}~}' | at line 2, column 31: found \"}\", expected a key in double quotes",
        "'{\"columns\": {\"deal_id\": \"No\"'      | at line 1, column 29: found the end, expected \",\" or \"}\" of the object that begins at line 1, column 13",
        "'{~''columns'': 1}'                     | at line 2, column 1: found \"'columns'\", expected a key in double quotes",
        "'{~\"slug\": acme}'                     | at line 2, column 9: found \"acme\", expected a value",
        "'{\"a\": \"x~y\"}'                      | at line 1, column 9: found a line break inside a text, expected it escaped",
        "'[1]'                                   | expected a JSON object, found an array"
      })
  void aBrokenJsonFileIsToldApart(String lines, String said) throws IOException {
    String json = file("broken.json", lines.replace('~', '\n'));
    String deals = file("deals.csv", "deal_id,stage\n1,won\n");
    String[][] commands = {
      {"forecast", "--file", deals, "--mapping", json},
      {"backtest", "forecast", deals, "--mapping", json},
      {"import", "deals", deals, "--tenant", TENANT, "--mapping", json},
      {"cro", "setup", "--tenant", TENANT, "--file", deals, "--mapping", json},
      {"cro", "setup", "--tenant", TENANT, "--input", json},
      {"tenants", "add", "--file", json},
      {"guard", json}
    };
    for (String[] command : commands) {
      assertSaid(lines, "broken.json\"", said, command);
    }
  }

  @Test
  void aLineOfEventsIsToldByItsNumber() throws IOException {
    String events = file("events.jsonl", "{\"tenant_id\":\n{\"a\":1,}\n");
    assertThat(cli.run("run", events).err() + cli.run("run", events).out())
        .contains("line 1: ", "not valid JSON at column 14: found the end, expected a value")
        .contains("line 2: ", "not valid JSON at column 8: found \"}\", expected a key in double");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'product,price~Kit,abc'     | row 2, price: expected a price above 0 and below 1,000,000,000,000, found \"abc\"",
        "'product,price~Kit,1~Kit,2' | row 3, product: expected each product once, found \"Kit\" again",
        "'a,b~1,2'                   | header: expected a column product or productname or name, found a, b",
        "'product,price~Kit'         | row 2: expected 2 columns as in the header, found 1",
        "'~'                         | header: expected"
      })
  void aBrokenPriceListIsToldApart(String lines, String said) throws IOException {
    String prices = file("prices.csv", lines.replace('~', '\n'));
    String deals = file("deals.csv", "deal_id,stage\n1,won\n");
    assertSaid(
        lines,
        "--products file \"" + prices,
        said,
        "forecast",
        "--file",
        deals,
        "--products",
        prices);
  }

  @Test
  void aFileOfRowsIsNamedToo() throws IOException {
    String strange = file("strange.csv", "foo,bar\n1,2\n");
    String name = "strange.csv\" ";
    assertSaid("deals", name, "column for deal_id: not found", "forecast", "--file", strange);
    assertSaid(
        "deals",
        name,
        "column for deal_id: not found",
        "import",
        "deals",
        strange,
        "--tenant",
        TENANT);
    assertSaid(
        "leads",
        name,
        "column: expected one of foo, bar, found \"y\"",
        "backtest",
        "leads",
        strange,
        "--outcome",
        "y");
    String empty = file("empty.csv", "");
    assertSaid(
        "leads",
        "empty.csv\" ",
        "header: expected column names, found an empty file",
        "leads",
        "score",
        "--file",
        empty,
        "--outcome",
        "y");
  }

  @Test
  void whatIsGivenWithoutAFileIsCalledByItsOption() {
    Cli.Result given = cli.run("cro", "setup", "--tenant", TENANT, "--input", "{\"stages\":[1,}");
    assertThat(given.err())
        .contains("--input: not valid JSON at column 14: found \"}\", expected a value");
    Cli.Result standard =
        new Cli(
                Map.of(DatabaseOptions.VARIABLE, "jdbc:h2:mem:" + UUID.randomUUID()),
                Abilities.NONE,
                new ByteArrayInputStream("{\"a\":}".getBytes(StandardCharsets.UTF_8)))
            .run("tenants", "add", "--file", "-");
    assertThat(standard.err())
        .contains(
            "standard input: not valid JSON at line 1, column 6: found \"}\", expected a value");
  }
}
