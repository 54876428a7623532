package io.revenueos.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.testkit.RandomJson;
import io.revenueos.kernel.testkit.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
  @Seeds(500)
  void whatIsWrittenIsReadBackEqual(long seed) {
    JsonObject object = JsonObject.of(new RandomJson(new Random(seed)).members(4));

    JsonObject read = JsonObject.parse(object.toJson());

    assertThat(read).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(read.toJson()).isEqualTo(object.toJson());
  }

  @Seeds
  void theOrderOfKeysDoesNotCountForEquality(long seed) {
    Map<String, @Nullable Object> members = new RandomJson(new Random(seed)).members(2);
    Map<String, @Nullable Object> reversed = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(members.keySet());
    for (int i = keys.size() - 1; i >= 0; i--) {
      reversed.put(keys.get(i), members.get(keys.get(i)));
    }

    assertThat(JsonObject.of(reversed)).isEqualTo(JsonObject.of(members));
  }

  @Test
  void keepsTheOrderOfKeysForDisplay() {
    assertThat(JsonObject.parse(" { \"b\" : 1 ,\n \"a\" : [ true , null ] } ").toJson())
        .isEqualTo("{\"b\":1,\"a\":[true,null]}");
  }

  @Test
  void takesTheJavaValuesItPromises() {
    Instant instant = Instant.parse("2026-01-05T10:00:00Z");
    UUID uuid = UUID.fromString("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");

    JsonObject object =
        JsonObject.of("int", 1)
            .with("long", Long.MAX_VALUE)
            .with("big", BigInteger.TEN.pow(30))
            .with("decimal", new BigDecimal("1.50"))
            .with("double", 0.1)
            .with("float", 0.1f)
            .with("instant", instant)
            .with("uuid", uuid)
            .with("enum", TimeUnit.DAYS)
            .with("nothing", null)
            .with("list", Arrays.asList("a", null))
            .with("map", Map.of("k", JsonObject.of("deep", true)));

    assertThat(object.toJson())
        .isEqualTo(
            "{\"int\":1,\"long\":9223372036854775807,\"big\":1000000000000000000000000000000,"
                + "\"decimal\":1.50,\"double\":0.1,\"float\":0.1,"
                + "\"instant\":\"2026-01-05T10:00:00Z\","
                + "\"uuid\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\",\"enum\":\"DAYS\","
                + "\"nothing\":null,\"list\":[\"a\",null],\"map\":{\"k\":{\"deep\":true}}}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1e2, 100",
    "1.5E-3, 0.0015",
    "-0, 0",
    "-0.0, 0.0",
    "1.00, 1.00",
    "12345678901234567890.12345678901234567890, 12345678901234567890.12345678901234567890"
  })
  void numbersAreExactAndWrittenInPlainNotation(String given, String written) {
    assertThat(JsonObject.parse("{\"n\":" + given + "}").toJson())
        .isEqualTo("{\"n\":" + written + "}");
  }

  @Test
  void aKeyOfAnyLengthThatWasWrittenCanBeRead() {
    JsonObject object = JsonObject.of("k".repeat(60_000), 1);

    assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
  }

  @Test
  void aTypedReadOfAnotherTypeIsEmpty() {
    JsonObject object = JsonObject.parse("{\"t\":\"12\",\"n\":12,\"f\":true,\"l\":[1],\"z\":null}");

    assertThat(object.decimal("t")).as("a numeric string is not a number").isEmpty();
    assertThat(object.text("n")).isEmpty();
    assertThat(object.flag("t")).isEmpty();
    assertThat(object.object("l")).isEmpty();
    assertThat(object.list("t")).isEmpty();
    assertThat(object.value("z")).isEmpty();
    assertThat(object.has("z")).isTrue();
    assertThat(object.has("absent")).isFalse();
    assertThat(object.decimal("n")).contains(BigDecimal.valueOf(12));
  }

  @Test
  void isImmutable() {
    List<Object> items = new ArrayList<>(List.of("a"));
    JsonObject object = JsonObject.of("items", items);
    items.add("b");

    assertThat(object.toJson()).isEqualTo("{\"items\":[\"a\"]}");
    assertThatThrownBy(() -> object.members().put("more", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(object.with("more", 1)).isNotEqualTo(object);
    assertThat(object.keys()).containsExactly("items");
  }

  @Test
  void withAllReplacesMembersOfTheSameName() {
    assertThat(JsonObject.of("a", 1).with("b", 1).withAll(JsonObject.of("b", 2).with("c", 3)))
        .isEqualTo(JsonObject.of("a", 1).with("b", 2).with("c", 3));
  }

  @Test
  void describesWhatStandsUnderAKeyForAnErrorMessage() {
    JsonObject object =
        JsonObject.parse(
            "{\"t\":\"a\\u001b\",\"n\":12.50,\"h\":1e300,\"o\":{},\"l\":[],\"f\":false,\"z\":null}");

    assertThat(object.describe("t")).isEqualTo("\"a\\u001B\"");
    assertThat(object.describe("n")).isEqualTo("12.50");
    assertThat(object.describe("h")).isEqualTo("1.00000E+300");
    assertThat(object.describe("o")).isEqualTo("an object");
    assertThat(object.describe("l")).isEqualTo("an array");
    assertThat(object.describe("f")).isEqualTo("false");
    assertThat(object.describe("z")).isEqualTo("null");
    assertThat(object.describe("absent")).isEqualTo("nothing");
  }

  @Test
  void byteSizeCountsUtf8() {
    assertThat(JsonObject.empty().byteSize()).isEqualTo(2);
    assertThat(JsonObject.of("é", "🎾").byteSize()).isEqualTo(13);
  }
}
