package io.revenueos.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.csv.CsvRow.Broken;
import io.revenueos.cli.csv.CsvRow.Cells;
import io.revenueos.cli.input.LineReader;
import io.revenueos.cli.input.LineReader.LineEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
  private static CsvReader reader(byte[] file) {
    return new CsvReader(
        new LineReader(new ByteArrayInputStream(file), CsvReader.MAX_LINE_BYTES, LineEnd.LF_OR_CR));
  }

  private static List<CsvRow> rows(String file, int columns) throws IOException {
    return rows(file.getBytes(StandardCharsets.UTF_8), columns);
  }

  private static List<CsvRow> rows(byte[] file, int columns) throws IOException {
    CsvReader reader = reader(file);
    reader.expectColumns(columns);
    List<CsvRow> rows = new ArrayList<>();
    for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static Cells cells(long line, String... values) {
    return new Cells(line, List.of(values));
  }

  private static Broken broken(long line, String message) {
    return new Broken(line, "invalid_csv", message);
  }

  @Test
  void everyKindOfLineEndIsRead() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(rows("a,b" + end + end + " c , d" + end, 2))
          .containsExactly(cells(1, "a", "b"), cells(3, "c", "d"));
    }
  }

  @Test
  void quotedCellsMayHoldDelimitersQuotesAndLineEnds() throws IOException {
    assertThat(rows("\"a,b\", \"say \"\"hi\"\"\"\r\n\"two\r\nlines\",5\" pipe\nc,d", 2))
        .containsExactly(
            cells(1, "a,b", "say \"hi\""), cells(2, "two\nlines", "5\" pipe"), cells(4, "c", "d"));
  }

  @Test
  void aQuoteThatIsNeverClosedSpoilsItsOwnRowOnly() throws IOException {
    assertThat(rows("a,b\n\"c,d\ne,f\ng,h", 2))
        .containsExactly(
            cells(1, "a", "b"),
            broken(2, "a quote is opened and not closed within 100 lines"),
            cells(3, "e", "f"),
            cells(4, "g", "h"));
  }

  @Test
  void aQuoteThatAnotherRowSeemsToCloseSpoilsItsOwnRowOnly() throws IOException {
    assertThat(rows("\"a,b\nc,d\n\"e, f\",g\nh,i", 2))
        .containsExactly(
            broken(1, "expected a delimiter or the end after a closing quote"),
            cells(2, "c", "d"),
            cells(3, "e, f", "g"),
            cells(4, "h", "i"));
  }

  @Test
  void aQuoteIsNotFollowedForEver() throws IOException {
    String file = "\"a\n" + "x,y\n".repeat(1_000);

    assertThat(rows(file, 2)).hasSize(1_001).element(1).isEqualTo(cells(2, "x", "y"));
  }

  @Test
  void tooFewAndTooManyColumnsAreCounted() throws IOException {
    assertThat(rows("a\na,b,c\na,b", 2))
        .containsExactly(
            broken(1, "expected 2 columns as in the header, found 1"),
            broken(2, "expected 2 columns as in the header, found 3"),
            cells(3, "a", "b"));
  }

  @Test
  void aLineThatIsNotUtf8IsARowByItself() throws IOException {
    byte[] file = "a,b\n\u00FC,c\nd,e".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(rows(file, 2))
        .containsExactly(
            cells(1, "a", "b"),
            new Broken(
                2,
                "invalid_encoding",
                "expected UTF-8, found the byte 0xFC at position 1 of the line"),
            cells(3, "d", "e"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {"a,b,c!,", "a;b;c!;", "`a\tb`!`\t`", "a|b!|", "alone!,", "\"a,b,c\";d!;"})
  void theDelimiterIsFoundInTheHeader(String header, String delimiter) {
    assertThat(Delimiter.of(header)).isEqualTo(delimiter.charAt(0));
  }
}
