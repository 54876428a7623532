package io.revenueos.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link JsonFault}. */
@Timeout(20)
class JsonFaultTest {
  private static final String SOUND =
      "{\"a\": [1, -2.5e+3, true, null, {\"b\\n\": \"x\\u00e9\\\\\"}], \"c\": {}, \"d\": [],\n\"e\": 0}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense            | column 1: found \"nonsense\", expected a JSON object",
        "{\"a\":1            | column 7: found the end, expected \",\" or \"}\" of the object that begins at column 1",
        "{                   | column 2: found the end, expected a key in double quotes or \"}\"",
        "{\"a\"              | column 5: found the end, expected \":\"",
        "{\"a\":             | column 6: found the end, expected a value",
        "{\"a\":[1           | column 8: found the end, expected \",\" or \"]\" of the array that begins at column 6",
        "{\"a\" 1}           | column 6: found \"1\", expected \":\"",
        "{\"a\":1 \"b\":2}    | column 8: found \"\"\", expected \",\" or \"}\"",
        "{\"a\":1,}          | column 8: found \"}\", expected a key in double quotes",
        "{\"a\":[1,]}        | column 9: found \"]\", expected a value",
        "{\"a\":[1}          | column 8: found \"}\", expected \",\" or \"]\"",
        "{a:1}               | column 2: found \"a\", expected a key in double quotes or \"}\"",
        "{\"a\":01}          | column 6: found \"01\", expected a value",
        "{\"a\":+1}          | column 6: found \"+1\", expected a value",
        "{\"a\":NaN}         | column 6: found \"NaN\", expected a value",
        "{\"a\":True}        | column 6: found \"True\", expected a value",
        "{\"a\":1.}          | column 6: found \"1.\", expected a value",
        "{\"a\":\"\\x\"}     | column 7: found \"\\x\", expected \\\\, \\\",",
        "{\"a\":\"\\u12\"}   | column 7: found \"\\u12",
        "{\"a\":\"x          | column 8: found the end, expected a double quote of the text that begins at column 6",
        "{\"a\":1} // done   | column 9: found \"//\", expected the end after the JSON object",
        "{/**/}              | column 2: found \"/**/\", expected a key"
      })
  void whatStandsThereAndWhatCouldIsSaid(String text, String said) {
    assertThat(JsonFault.in(text).orElseThrow()).startsWith("at " + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\n\"a\":1,\n\"b\" 2}'     | at line 3, column 5: found \"2\"",
        "'{\r\n\"a\":1,\r\n\"b\" 2}' | at line 3, column 5: found \"2\"",
        "'{\r\"a\":1,\r\"b\" 2}'     | at line 3, column 5: found \"2\"",
        "'{\"a\":1\n\n'               | at line 1, column 7: found the end",
        "'{\"a\":\"x\ny\"}'           | at line 1, column 8: found a line break inside a text",
        "'{\"a\":\"x\ty\"}'           | at column 8: found \"\\u0009\", expected it escaped"
      })
  void linesAreCountedWhereThereAreSeveral(String escaped, String said) {
    String text = escaped.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    assertThat(JsonFault.in(text).orElseThrow()).startsWith(said);
  }

  @Test
  void jsonHasNoFault() {
    assertThat(JsonFault.in(SOUND)).isEmpty();
    assertThat(JsonFault.in("[".repeat(200_000))).isPresent();
    assertThat(JsonFault.in("{\"a\":" + "[".repeat(200_000))).isEmpty();
  }

  @Test
  void nothingOfTheParsersOwnWordsIsShown() {
    for (int end = 1; end < SOUND.length(); end++) {
      String cut = SOUND.substring(0, end);
      assertThat(refusal(cut))
          .startsWith("not valid JSON at ")
          .contains(": found ", ", expected ")
          .doesNotContain("Source", "token", "code ");
    }
  }

  private static String refusal(String text) {
    try {
      JsonObject.parse(text);
      return "";
    } catch (InvalidInputException wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  /** Characters of a sound text are replaced, taken out and put in. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aFaultIsFoundExactlyWhereTheParserRefuses(long seed) {
    Random random = new Random(seed);
    String some = "{}[]:,\"\\ \n\t\r0159-+.eEutrfalsn/'x\u00a0\u0001";
    int refused = 0;
    for (int n = 0; n < 4_000; n++) {
      StringBuilder text = new StringBuilder(SOUND);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(text.length());
        String put = String.valueOf(some.charAt(random.nextInt(some.length())));
        text.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : put);
      }
      String said = refusal(text.toString());
      boolean broken = said.startsWith("not valid JSON");
      refused += broken ? 1 : 0;
      assertThat(said).as(text.toString()).doesNotContain("digits when written out");
      if (said.isEmpty()) {
        assertThat(JsonFault.in(text.toString())).as(text.toString()).isEmpty();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
