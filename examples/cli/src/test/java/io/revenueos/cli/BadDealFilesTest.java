package io.revenueos.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.revenueos.cli.Cli.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no forecast can be made of: the error says what was found, where and what to do. */
class BadDealFilesTest {
  private static final String HEADER = "deal_id,stage,created_at,closed_at,value,product\n";
  private static final String OLD = "1,won,1900-01-01,2026-01-09,5,P\n";

  private final Cli cli = Cli.on("jdbc:h2:mem:bad-deals");

  @TempDir private Path folder;

  private Path file(String name, String content, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(charset));
  }

  private Result forecast(Path file, String... more) {
    String[] arguments =
        Arrays.copyOf(new String[] {"forecast", "--file", file.toString()}, 3 + more.length);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return cli.run(arguments);
  }

  /** A year of deals, of which every third is open. */
  private Path deals(String more) throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    LocalDate first = LocalDate.of(2025, 1, 1);
    for (int i = 0; i < 720; i++) {
      LocalDate begun = first.plusDays(i / 2);
      String stage = i % 3 == 0 ? "won" : i % 3 == 1 ? "lost" : "demo";
      String closed = i % 3 == 2 ? "" : begun.plusDays(5 + i % 20).toString();
      rows.append("D%d,%s,%s,%s,100,P\n".formatted(i, stage, begun, closed));
    }
    return file("deals.csv", rows + more, UTF_8);
  }

  private static void assertRefused(Result result, String message) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).contains(message).doesNotContain("\tat ", "defect");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forecast --file", "backtest forecast"})
  void aFileWithoutARowThatCanBeReadIsRefused(String command) throws IOException {
    Path header = file("header.csv", HEADER, UTF_8);
    assertRefused(
        cli.run((command + " " + header).split(" ")),
        "header.csv\": expected rows below the header, found none\n");
    String other = HEADER + "1;won;2026-01-01;2026-01-02;5;P\n2;won\n";
    assertRefused(
        cli.run((command + " " + file("other.csv", other, UTF_8)).split(" ")),
        "found none; 2 cannot be read, the first on row 2: expected 6 columns as in the header,"
            + " found 1");
  }

  @Test
  void leadsThatCannotBeReadAreRefusedWithTheReason() throws IOException {
    Path file = file("leads.csv", "id,won\n1;yes\n", UTF_8);
    assertRefused(
        cli.run("backtest", "leads", file.toString(), "--outcome", "won"),
        "found none; 1 cannot be read, the first on row 2: expected 2 columns as in the header,"
            + " found 1");
  }

  @Test
  void theFileThatIsMeantIsNamed() throws IOException {
    Path good = deals("");
    String empty = file("empty.csv", "", UTF_8).toString();
    String half = file("half.json", "{\"columns\":", UTF_8).toString();
    String huge = file("huge.csv", "product,price\nP,1000000000000\n", UTF_8).toString();
    assertRefused(
        forecast(good, "--products", empty),
        "empty.csv\" header: expected column names, found an empty file");
    assertRefused(
        forecast(good, "--products", huge),
        "huge.csv\" row 2, price: expected a price above 0 and below 1,000,000,000,000, found ");
    assertRefused(
        forecast(good, "--mapping", half),
        "half.json\": not valid JSON at line 1, column 12: found the end, expected a value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "9999-01-01"})
  void anExportOfAnotherAgeIsRefused(String exported) throws IOException {
    assertRefused(
        forecast(deals(""), "--exported", exported),
        "--exported: expected a day from 1980-01-01 to ");
  }

  @Test
  void aPeriodFarAheadIsRefused() throws IOException {
    assertRefused(forecast(deals(""), "--period", "9999-Q4"), "two years ahead, found 9999-Q4");
  }

  @Test
  void rowsThatAreWrongEndAForecastWithThree() throws IOException {
    assertThat(forecast(deals("")).exitCode()).isEqualTo(ExitCode.OK);
    Result result = forecast(deals(OLD));
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains("kept out, implausible start: 1 row: row 722 (work begins on 1900-01-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lineEndsAndAByteOrderMarkDoNotMatter(String end) throws IOException {
    String text = "\uFEFF" + (HEADER + OLD).replace("\n", end);
    Result result = forecast(file("ends.csv", text, UTF_8));
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("implausible start: 1 row: row 2");
  }

  @Test
  void anotherEncodingIsNamedWithItsPlace() throws IOException {
    String text = HEADER + "1,won,2026-01-01,2026-01-09,5,M\u00fcller\n";
    assertRefused(
        forecast(file("latin.csv", text, ISO_8859_1)),
        "the first on row 2: expected UTF-8, found the byte 0xFC at position 32 of the line");
    assertRefused(forecast(file("wide.csv", text, UTF_16)), "expected UTF-8, found the byte 0xFE");
  }

  @Test
  void aFileThatBreaksOnTheWayIsNamed() {
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.isReadable(memory), "there is no file here that opens and cannot be read");
    assertRefused(forecast(memory), "file \"/proc/self/mem\": cannot be read (IOException: ");
  }

  @Test
  void aLineOfAHundredMegabytesIsNamedAndTheOthersAreRead() {
    byte[] letters = "x".repeat(1_000_000).getBytes(UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream((HEADER + "1,won,").getBytes(UTF_8)));
    for (int i = 0; i < 100; i++) {
      parts.add(new ByteArrayInputStream(letters));
    }
    parts.add(new ByteArrayInputStream(("\n" + OLD).getBytes(UTF_8)));
    Result result =
        cli.with(new SequenceInputStream(Collections.enumeration(parts)))
            .run("forecast", "--file", "-");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains(
            "row 2: expected a line of at most 1,048,576 bytes, found 100,000,006",
            "implausible start: 1 row: row 3");
  }

  @Test
  void aValueThatMovesEverythingIsPermittedAndAskedAbout() throws IOException {
    assertThat(forecast(deals("")).err()).doesNotContain("note: deal");

    Result moved = forecast(deals("SLIP,won,2025-01-01,2025-02-01,1000000,P\n"));

    assertThat(moved.exitCode()).isZero();
    assertThat(moved.err())
        .contains("note: deal SLIP was won for 1000000, more than all other won deals together");
  }

  @Test
  void aSlipThatWouldMakeTheForecastIsKeptOut() throws IOException {
    String forecast = forecast(deals(""), "--json").out();

    Result slipped = forecast(deals("SLIP,won,2025-01-01,2025-02-01,999999999999,P\n"), "--json");

    assertThat(slipped.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(slipped.err())
        .contains(
            "kept out, value too large: 1 row: row 722 (the value is 999999999999, expected at most"
                + " 100 times the 24000 of all other won deals)")
        .doesNotContain("note: deal");
    assertThat(slipped.out()).isEqualTo(forecast);
  }
}
