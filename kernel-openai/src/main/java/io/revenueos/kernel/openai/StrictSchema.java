package io.revenueos.kernel.openai;

import io.revenueos.kernel.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema is one that providers can hold a model to token by token ({@code strict}): every
 * object closed and all of its properties required, and no other keywords than these
 * (https://platform.openai.com/docs/guides/structured-outputs, "Supported schemas").
 */
final class StrictSchema {
  private static final int DEEPEST = 10;
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "anyOf",
          "title",
          "description",
          "pattern",
          "format",
          "multipleOf",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minItems",
          "maxItems");

  private StrictSchema() {}

  static boolean holds(JsonObject schema) {
    return schema.text("type").filter("object"::equals).isPresent() && holds(schema, 1);
  }

  private static boolean holds(@Nullable Object value, int depth) {
    return value instanceof JsonObject schema
        && depth <= DEEPEST
        && KEYWORDS.containsAll(schema.keys())
        && isClosed(schema)
        && schema.object("properties").orElse(JsonObject.empty()).members().values().stream()
            .allMatch(property -> holds(property, depth + 1))
        && (!schema.has("items") || holds(schema.members().get("items"), depth + 1))
        && schema.list("anyOf").orElse(List.of()).stream()
            .allMatch(choice -> holds(choice, depth + 1));
  }

  private static boolean isClosed(JsonObject schema) {
    if (!isObject(schema)) {
      return true;
    }
    Set<Object> required = new HashSet<>(schema.list("required").orElse(List.of()));
    Set<String> properties = schema.object("properties").orElse(JsonObject.empty()).keys();
    return schema.flag("additionalProperties").filter(open -> !open).isPresent()
        && required.equals(properties);
  }

  private static boolean isObject(JsonObject schema) {
    return schema.has("properties")
        || schema.text("type").filter("object"::equals).isPresent()
        || schema.list("type").filter(types -> types.contains("object")).isPresent();
  }
}
