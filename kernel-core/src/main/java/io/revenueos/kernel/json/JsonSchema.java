package io.revenueos.kernel.json;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.revenueos.kernel.error.InvalidInputException;
import java.net.URI;
import java.util.List;

/**
 * What JSON must look like: a JSON Schema, draft 2020-12 unless it says otherwise. Refers to
 * nothing outside of itself. Thread-safe.
 */
public final class JsonSchema {
  private static final int MOST_VIOLATIONS = 20;
  private static final URI SELF = URI.create("urn:schema");

  private final JsonObject json;
  private final Validator validator;

  private JsonSchema(JsonObject json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * @throws InvalidInputException when it is no valid schema
   */
  public static JsonSchema of(JsonObject json) {
    try {
      // Reads the draft's own schema and keeps it, which is larger than most that it checks.
      registered(json, new ValidatorFactory());
      return new JsonSchema(
          json, registered(json, new ValidatorFactory().withDisabledSchemaValidation(true)));
    } catch (RuntimeException refused) {
      throw new InvalidInputException(
          "invalid_schema", "schema", "expected a JSON Schema: " + refused.getMessage());
    }
  }

  private static Validator registered(JsonObject json, ValidatorFactory factory) {
    Validator validator = factory.withJsonNodeFactory(NODES).createValidator();
    validator.registerSchema(SELF, SchemaNode.of(json));
    return validator;
  }

  /** The schema itself. */
  public JsonObject json() {
    return json;
  }

  /**
   * What is wrong with a value, a sentence each, the first {@value #MOST_VIOLATIONS}; empty when it
   * is as it should be. Each names the place as a JSON Pointer.
   */
  public List<String> violations(JsonObject value) {
    SchemaNode schema = SchemaNode.of(json);
    SchemaNode given = SchemaNode.of(value);
    return validator.validate(SELF, given).getErrors().stream()
        .map(error -> Violation.of(schema, given, error).toString())
        .distinct()
        .limit(MOST_VIOLATIONS)
        .toList();
  }

  private static final JsonNodeFactory NODES =
      new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object value) {
          if (value instanceof JsonNode node) {
            return node;
          }
          return new SchemaNode(value, "");
        }

        @Override
        public JsonNode create(String text) {
          return SchemaNode.of(JsonObject.parse(text));
        }
      };
}
