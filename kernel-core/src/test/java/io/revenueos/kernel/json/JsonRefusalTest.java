package io.revenueos.kernel.json;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class JsonRefusalTest {
  private static final String NUL = "\0";
  private static final String LONE_HIGH = "\uD83C";
  private static final String LONE_LOW = "\uDFBE";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1            | at column",
        "{\"a\" 1}           | at column 6",
        "{\"a\":1,}          | at column 8",
        "{a:1}               | at column 2",
        "{'a':1}             | at column 2",
        "{\"a\":01}          | at column",
        "{\"a\":+1}          | at column",
        "{\"a\":.5}          | at column",
        "{\"a\":NaN}         | at column",
        "{\"a\":Infinity}    | at column",
        "{\"a\":tru}         | at column",
        "{\"a\":\"\\x\"}     | at column",
        "{\"a\":\"\\u12\"}   | at column",
        "{\"a\":\"x          | at column",
        "{\"a\":1} // done   | at column",
        "{/**/}              | at column"
      })
  void brokenJsonIsRefusedWithItsColumn(String text, String column) {
    assertRefused(() -> JsonObject.parse(text))
        .at("")
        .withCode("invalid_json")
        .saying("not valid JSON", column);
  }

  @Test
  void brokenJsonOfSeveralLinesIsRefusedWithItsLine() {
    assertRefused(() -> JsonObject.parse("{\n  \"a\": 1,\n  \"b\" 2\n}"))
        .saying("not valid JSON at line 3, column 7");
  }

  @Test
  void aControlCharacterInsideATextMustBeEscaped() {
    assertRefused(() -> JsonObject.parse("{\"a\":\"x\ny\"}")).saying("not valid JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2]   | found an array",
        "\"text\" | found \"text\"",
        "12      | found \"12\"",
        "null    | found \"null\"",
        "''      | found nothing",
        "'   '   | found nothing"
      })
  void anythingButAnObjectAtTheTopIsRefused(String text, String found) {
    assertRefused(() -> JsonObject.parse(text)).at("").saying("expected a JSON object", found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}1", "{},", "{}]", "{}x"})
  void textAfterTheObjectIsRefused(String text) {
    assertRefused(() -> JsonObject.parse(text)).at("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"a\":1}                 | a",
        "{\"a\":1,\"\\u0061\":1}           | a",
        "{\"p\":{\"q\":[1,{\"b\":1,\"b\":2}]}} | p.q[1].b"
      })
  void aDuplicateKeyIsRefusedWithItsPath(String text, String path) {
    assertRefused(() -> JsonObject.parse(text)).at(path).saying("duplicate key");
  }

  @Test
  void aStrangeKeyIsShownQuotedAndShortened() {
    String key = "a\\u001b[31m" + "x".repeat(500);

    assertRefused(() -> JsonObject.parse("{\"%s\":1,\"%s\":2}".formatted(key, key)))
        .saying("\"a\\u001B[31mxxx", "...\": duplicate key")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(120));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {NUL, "\\u0000", LONE_HIGH, LONE_LOW, "\\uD83C", "\\uDFBE", "\\uDFBE\\uD83C"})
  void nulAndLoneSurrogatesAreRefusedInKeysAndValues(String bad) {
    assertRefused(() -> JsonObject.parse("{\"a\":\"x%sy\"}".formatted(bad)));
    assertRefused(() -> JsonObject.parse("{\"x%sy\":1}".formatted(bad)));
    assertRefused(() -> JsonObject.parse("{\"o\":{\"x%sy\":1}}".formatted(bad)));
  }

  @ParameterizedTest
  @ValueSource(strings = {NUL, LONE_HIGH, LONE_LOW, LONE_LOW + LONE_HIGH})
  void nulAndLoneSurrogatesAreRefusedFromJavaToo(String bad) {
    assertRefused(() -> JsonObject.of("a", bad)).at("a").withCode("invalid_json");
    assertRefused(() -> JsonObject.of("x" + bad, 1));
    assertRefused(() -> JsonObject.of("list", List.of("fine", bad))).at("list[1]");
    assertRefused(() -> JsonObject.of("map", Map.of(bad, 1))).at("map");
  }

  @Test
  void theMessageNamesTheCharacterAndItsPosition() {
    assertRefused(() -> JsonObject.parse("{\"p\":{\"a\":\"xy\\u0000\"}}"))
        .at("p.a")
        .saying("NUL character (U+0000) at position 3");
    assertRefused(() -> JsonObject.parse("{\"a\":\"\\uD83Cx\"}"))
        .at("a")
        .saying("lone surrogate U+D83C at position 1");
  }

  @Test
  void nestingEndsAtOneHundredLevels() {
    assertThat(JsonObject.parse(nestedObjects(100))).isNotNull();
    assertThat(JsonObject.parse(nestedLists(100))).isNotNull();
    assertRefused(() -> JsonObject.parse(nestedObjects(101))).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.parse(nestedLists(101))).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.parse(nestedObjects(100_000))).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.parse(nestedLists(100_000))).saying("nested deeper than 100");
  }

  @Test
  void nestingEndsAtOneHundredLevelsFromJavaToo() {
    JsonObject deepest = JsonObject.empty();
    for (int i = 1; i < 100; i++) {
      deepest = JsonObject.of("a", deepest);
    }
    JsonObject hundred = deepest;
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    Map<String, Object> loop = new HashMap<>();
    loop.put("a", loop);

    assertThat(JsonObject.parse(hundred.toJson())).isEqualTo(hundred);
    assertRefused(() -> JsonObject.of("a", hundred)).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.of(Map.of("a", hundred))).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.of("a", itself)).saying("nested deeper than 100");
    assertRefused(() -> JsonObject.of(loop)).saying("nested deeper than 100");
  }

  @Test
  void hugeNumbersWithinTheLimitAreTaken() {
    String digits = "9".repeat(1_000);

    assertThat(JsonObject.parse("{\"n\":1e300}").decimal("n"))
        .contains(new BigDecimal("1e300").setScale(0));
    assertThat(JsonObject.parse("{\"n\":%s}".formatted(digits)).toJson()).contains(digits);
    assertThat(JsonObject.parse("{\"n\":1e999}").toJson()).hasSize(1_000 + "{\"n\":}".length());
    assertThat(JsonObject.parse("{\"n\":1e-1000}").decimal("n"))
        .contains(new BigDecimal("1e-1000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1000",
        "1e-1001",
        "1e999999999",
        "1e-999999999",
        "-1e999999999",
        "0e999999999",
        "1e2147483647",
        "1e99999999999999999999",
        "1e-99999999999999999999"
      })
  void numbersBeyondTheLimitAreRefusedQuickly(String number) {
    assertRefused(() -> JsonObject.parse("{\"p\":{\"n\":%s}}".formatted(number)));
  }

  @Test
  void aNumberOfMoreThanOneThousandDigitsIsRefused() {
    assertRefused(() -> JsonObject.parse("{\"n\":%s}".formatted("9".repeat(1_001))))
        .at("n")
        .saying("at most 1000 digits when written out");
    assertRefused(() -> JsonObject.parse("{\"n\":%s}".formatted("9".repeat(1_000_000))));
    assertRefused(() -> JsonObject.parse("{\"n\":0.%s}".formatted("1".repeat(1_001)))).at("n");
  }

  @Test
  void valuesThatAreNotJsonAreRefusedFromJava() {
    assertRefused(() -> JsonObject.of("n", Double.NaN)).at("n").saying("finite", "NaN");
    assertRefused(() -> JsonObject.of("n", Float.NEGATIVE_INFINITY)).at("n");
    assertRefused(() -> JsonObject.of("n", new BigDecimal("1e999999999"))).at("n");
    assertRefused(() -> JsonObject.of("o", new Object())).at("o").saying("java.lang.Object");
    assertRefused(() -> JsonObject.of("m", Map.of(1, 2))).at("m").saying("expected text as a key");
  }

  @Test
  void aNumberThatCannotBeTakenExactlyIsRefusedInsteadOfCut() {
    DoubleAdder half = new DoubleAdder();
    half.add(0.5);

    assertRefused(() -> JsonObject.of("n", half)).at("n").saying("DoubleAdder");
  }

  private static String nestedObjects(int levels) {
    return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  private static String nestedLists(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }
}
