package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.terminal.Terminal.Abilities;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong arguments end with exit code 2, a message and a hint; nothing else is printed. */
class UsageTest {
  private final Cli cli = Cli.on("jdbc:h2:mem:usage");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                       | a command is missing",
        "runn                                     | Did you mean: revenue run",
        "stats --jsn                              | Possible solutions: --json",
        "run                                      | Missing required parameter: 'FILE'",
        "run a b                                  | Unmatched argument at index 2: 'b'",
        "run x --mode off                         | expected shadow or enforce, found \"off\"",
        "explain abc                              | expected an event's number, found \"abc\"",
        "explain 1 --tenant abc                   | expected a UUID, found \"abc\"",
        "import                                   | say what to import: deals",
        "import deals x.csv                       | Missing required option: '--tenant=UUID'",
        "import deals x.csv --tenant 1-1-1-1-1    | expected a UUID, found \"1-1-1-1-1\"",
        "tenants                                  | say what to do: add, list, show, deactivate or activate",
        "tenants show                             | Missing required parameter: 'SLUG_OR_ID'",
        "tenants deactivate                       | Missing required parameter: 'SLUG_OR_ID'",
        "tenants activate a b                     | Unmatched argument at index 3: 'b'",
        "tenants add                              | Missing required argument",
        "tenants add --slug x                     | Missing required argument(s): --name=NAME",
        "tenants add --slug x --name y --mode z   | expected shadow or enforce, found \"z\"",
        "tenants add --slug x --name y --tenant-id z | expected a UUID, found \"z\""
      })
  void wrongArgumentsAreNamed(String arguments, String message) {
    Result result = cli.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).contains(message).contains("--help' for what it takes");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "emit", "guard", "import deals --tenant " + Events.TENANT})
  void aFileThatCannotBeReadIsNamed(String command) {
    assertThat(cli.run((command + " no-such-file").split(" ")))
        .returns(ExitCode.WRONG_USAGE, Result::exitCode)
        .returns("error: file \"no-such-file\": no such file\n", Result::err);
    assertThat(cli.run((command + " " + folder).split(" ")).err()).contains("is a directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "run",
        "emit",
        "guard",
        "explain",
        "stats",
        "modules",
        "health",
        "backtest",
        "backtest forecast",
        "cro",
        "cmo",
        "forecast",
        "deals",
        "deals review",
        "import",
        "import deals",
        "tenants",
        "tenants add",
        "tenants list",
        "tenants show",
        "tenants deactivate",
        "tenants activate"
      })
  void everyCommandHasHelpThatFitsTheScreen(String command) {
    Result result = cli.run((command + " --help").strip().split(" "));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Usage: revenue", "--db", "--no-migrate", "--help");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theDatabaseIsNamedBeforeOrBehindTheCommand() {
    Cli nowhere = Cli.on("jdbc:postgresql://localhost:1/nowhere");

    assertThat(nowhere.run("--db", "jdbc:h2:mem:before", "stats").exitCode()).isZero();
    assertThat(nowhere.run("stats", "--db", "jdbc:h2:mem:behind").exitCode()).isZero();
  }

  @Test
  void aDatabaseThatCannotBeUsedIsNamedWithoutItsPassword() {
    Result unknown = cli.run("stats", "--db", "postgres://localhost/x");
    Result unreachable =
        cli.run("stats", "--db", "jdbc:postgresql://localhost:1/x?user=app&password=secret");

    assertThat(unknown.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(unknown.err()).contains("jdbc:postgresql://", "found postgres://localhost/x");
    assertThat(unreachable.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(unreachable.err())
        .startsWith("error: cannot open jdbc:postgresql://localhost:1/x: ")
        .doesNotContain("secret", "\tat ");
  }

  @Test
  void aSchemaThatIsNotThereIsNotMadeWhenThatIsNotWanted() {
    Result result = cli.run("stats", "--no-migrate", "--db", "jdbc:h2:mem:bare");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("the schema lacks").doesNotContain("\tat ");
  }

  @Test
  void aDefectIsALineUnlessMoreIsAskedFor() {
    InputStream defect = new Defective();

    Result brief = cli.with(defect).run("run", "-");
    Map<String, String> debug = Map.of(Errors.DEBUG, "1");
    Result detailed =
        new Cli(debug, Abilities.NONE, defect).run("run", "-", "--db", "jdbc:h2:mem:usage");

    assertThat(brief.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(brief.err())
        .contains(
            "error: unexpected java.lang.IllegalStateException: unheard of\n",
            "For details run it again with REVENUEOS_DEBUG=1.")
        .doesNotContain("\tat ");
    assertThat(detailed.err()).contains("\tat io.revenueos.cli.");
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(cli.run("--version").out()).startsWith("revenue-os ");
  }

  /** A stream with a mistake in it. */
  private static final class Defective extends InputStream {
    @Override
    public int read() {
      throw new IllegalStateException("unheard of");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return read();
    }
  }
}
