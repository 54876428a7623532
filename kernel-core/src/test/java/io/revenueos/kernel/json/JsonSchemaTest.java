package io.revenueos.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
