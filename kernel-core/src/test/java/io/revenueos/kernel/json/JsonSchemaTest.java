package io.revenueos.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link JsonSchema}. */
class JsonSchemaTest {
  private static final JsonSchema ORDER =
      schema(
          """
          {"type": "object", "required": ["sku", "lines"], "additionalProperties": false,
           "properties": {
             "sku": {"type": "string", "minLength": 2},
             "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}},
           "$defs": {"line": {"type": "object", "properties": {"count": {"type": "integer", "minimum": 1}}}}}
          """);

  private static JsonSchema schema(String json) {
    return JsonSchema.of(JsonObject.parse(json));
  }

  @Test
  void whatIsAsItShouldBeHasNoViolations() {
    assertThat(ORDER.violations(JsonObject.parse("{\"sku\":\"ab\",\"lines\":[{\"count\":1}]}")))
        .isEmpty();
  }

  @Test
  void eachViolationNamesItsPlace() {
    assertThat(
            ORDER.violations(
                JsonObject.parse("{\"sku\":\"a\",\"lines\":[{\"count\":1},{\"count\":0.5}]}")))
        .anySatisfy(line -> assertThat(line).startsWith("/sku: "))
        .anySatisfy(line -> assertThat(line).startsWith("/lines/1/count: "));
    assertThat(ORDER.violations(JsonObject.parse("{\"sku\":\"ab\"}")))
        .anySatisfy(line -> assertThat(line).startsWith("/: ").contains("lines"));
  }

  @Test
  void ofManyViolationsTheFirstTwentyAreNamed() {
    String lines =
        IntStream.range(0, 50).mapToObj(n -> "{\"count\":0}").collect(Collectors.joining(","));
    assertThat(ORDER.violations(JsonObject.parse("{\"sku\":\"ab\",\"lines\":[" + lines + "]}")))
        .hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"objekt\"}",
        "{\"properties\": []}",
        "{\"minLength\": -1}",
        "{\"required\": \"sku\"}",
      })
  void whatIsNoSchemaIsRefused(String json) {
    assertThatThrownBy(() -> schema(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected a JSON Schema");
  }

  @Test
  void nothingOutsideOfItselfIsFetched() {
    JsonSchema elsewhere = schema("{\"$ref\": \"https://example.com/order.json\"}");
    assertThat(elsewhere.violations(JsonObject.empty())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"brand":1}              | /brand: expected one of the names any, kind, names, price, share, when, found another name
          {"kind":"c"}             | /kind: expected one of "a", "b", found "c"
          {"kind":5}               | /kind: expected text, found 5
          {"price":{"amount":"1"}} | /price/amount: expected a number or null, found "1"
          {"price":[]}             | /price: expected an object, found a list
          {"price":{}}             | /price: expected amount, found nothing
          {"share":-1}             | /share: expected at least 0, found -1
          {"share":1000000000000.0} | /share: expected at most 1, found 1000000000000
          {"share":2.50}           | /share: expected at most 1, found 2.5
          {"share":1e300}          | /share: expected at most 1, found 1E+300
          {"names":[]}             | /names: expected at least 1 in the list, found 0
          {"names":["x","y","z"]}  | /names: expected at most 2 in the list, found 3
          {"names":["long"]}       | /names/0: expected at most 3 characters, found 4
          {"names":[""]}           | /names/0: expected at least 1 character, found 0
          {"names":["x","x"]}      | /names: expected each once in the list, found one twice
          {"names":[null]}         | /names/0: expected text, found null
          {"names":{"a":true}}     | /names: expected a list, found an object
          {"when":"2017"}          | /when: expected text like ^[0-9]{4}-[0-9]{2}$, found "2017"
          """)
  void aViolationSaysWhatIsExpectedAndWhatWasFound(String value, String sentence) {
    JsonSchema schema =
        schema(
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "kind": {"type": "string", "enum": ["a", "b"]},
              "price": {"type": "object", "required": ["amount"],
                        "properties": {"amount": {"type": ["number", "null"]}}},
              "share": {"minimum": 0, "maximum": 1},
              "names": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true, "items": {"$ref": "#/$defs/name"}},
              "when": {"pattern": "^[0-9]{4}-[0-9]{2}$"},
              "any": {}},
             "$defs": {"name": {"type": "string", "minLength": 1, "maxLength": 3}}}
            """);
    assertThat(schema.violations(JsonObject.parse(value))).contains(sentence.strip());
  }
}
