package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {
  private final Cli cli = Cli.on("jdbc:h2:mem:experiments");

  @TempDir private Path folder;

  private Result run(String content, String variant, String metric, String unit)
      throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.csv"), content);
    return cli.run(
        "experiment", file.toString(), "--variant", variant, "--metric", metric, "--unit", unit);
  }

  private static String shops(int each) {
    StringBuilder file = new StringBuilder("shop,offer,sold\n");
    for (int i = 0; i < 2 * each; i++) {
      file.append("S%d,%s,%d.5\n".formatted(i, i % 2 == 0 ? "old" : "new", 10 + i % 7));
    }
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "1e308, 'expected a number from -1e100 to 1e100, found \"1e308\"'",
    "-1e101, 'expected a number from -1e100 to 1e100, found \"-1e101\"'",
    "NaN, 'expected a variant, a unit and a number, found \"new\", \"X\", \"NaN\"'",
    "1d, 'expected a variant, a unit and a number, found \"new\", \"X\", \"1d\"'",
    "0x1p3, 'expected a variant, a unit and a number, found \"new\", \"X\", \"0x1p3\"'"
  })
  void aNumberThatCannotBeCountedWithIsRefusedWithItsRow(String number, String message)
      throws IOException {
    Result result = run(shops(12) + "X,new," + number + "\n", "offer", "sold", "shop");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("too few to tell");
    assertThat(result.err())
        .contains("row 26: refused: " + message, "24 units, 24 rows, 1 refused");
  }

  @ParameterizedTest
  @CsvSource({"offer, offer, shop", "offer, sold, OFFER", "offer, shop, shop"})
  void columnsThatAreTheSameAreWrongUsage(String variant, String metric, String unit)
      throws IOException {
    Result result = run(shops(12), variant, metric, unit);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err())
        .contains("--variant, --metric, --unit: expected three different columns, found \"offer\"");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aColumnWithTooManyVariantsIsRefused() throws IOException {
    StringBuilder file = new StringBuilder("shop,offer,sold\n");
    for (int i = 0; i < 120; i++) {
      file.append("S%d,O%d,%d.5\n".formatted(i, i % 60, i));
    }
    Result many = run(file.toString(), "offer", "sold", "shop");
    assertThat(many.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(many.err())
        .contains("variant: expected at most 50, found 60; is it the right column?");
  }

  @ParameterizedTest
  @CsvSource({
    "--significance, 1e-300",
    "--significance, 0.9",
    "--significance, NaN",
    "--effect, 1e-300",
    "--effect, Infinity",
    "--effect, -1"
  })
  void aLevelOrAnEffectThatIsNoneIsWrongUsage(String option, String value) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.csv"), shops(12));
    Result result =
        cli.run(
            "experiment",
            file.toString(),
            "--variant=offer",
            "--metric=sold",
            "--unit=shop",
            option + "=" + value);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err())
        .contains("expected a significance from 0.0001 to 0.5 and an effect from 0.0001 to 1000");
  }

  @Test
  void oneUnitHasNoStandardDeviation() throws IOException {
    Result result = run("shop,offer,sold\nA,old,1\nB,old,0\nC,new,1\n", "offer", "sold", "shop");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .doesNotContain("NaN")
        .containsPattern("(?m)^ new +\\| 1 +\\| 1 +\\| 1\\.0000 +\\| -$");
  }

  @Test
  void refusedRowsAreNamedBeforeTheCheckIsRefused() throws IOException {
    Result result =
        run("shop,offer,sold\nA,old,1.5\nB,new,2.5\nC,new,x\n", "offer", "sold", "shop");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .containsSubsequence(
            "row 4: refused: expected a variant, a unit and a number",
            "two or more units in each variant, found 1 in \"new\", 1 in \"old\"");
    assertThat(result.out()).isEmpty();
  }
}
