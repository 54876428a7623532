package io.revenueos.kernel.json;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a schema finds wrong with a value, in a sentence: where, what is expected there and what was
 * found. For keywords that only few schemas have the words are the validator's.
 *
 * @param around the part of the schema that is violated
 * @param keyword its member that is; empty when it is none by itself
 */
record Violation(Error error, JsonNode around, String keyword, @Nullable JsonNode found) {
  private static final String OTHERS = "additionalProperties";
  private static final int MOST_NAMED = 20;
  private static final int MOST_DIGITS = 40;

  /** What a validator says about a value. */
  static Violation of(JsonNode schema, JsonNode value, Error error) {
    String location = error.getSchemaLocation();
    String place = location.substring(location.indexOf('#') + 1);
    boolean isOfOthers = place.endsWith("/" + OTHERS);
    String around = isOfOthers ? place.substring(0, place.length() - OTHERS.length() - 1) : place;
    return new Violation(
        error,
        Objects.requireNonNullElse(at(schema, around), schema),
        isOfOthers ? OTHERS : Objects.requireNonNullElse(error.getKeyword(), ""),
        at(value, error.getInstanceLocation()));
  }

  private static @Nullable JsonNode at(JsonNode root, String pointer) {
    JsonNode node = root;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      if (node == null) {
        return null;
      }
      String name = step.replace("~1", "/").replace("~0", "~");
      if (node.isObject()) {
        node = node.asObject().get(name);
      } else if (node.isArray() && name.matches("\\d{1,6}")) {
        List<JsonNode> items = node.asArray();
        int index = Integer.parseInt(name);
        node = index < items.size() ? items.get(index) : null;
      } else {
        return null;
      }
    }
    return node;
  }

  @Override
  public String toString() {
    String place = error.getInstanceLocation();
    return "%s: %s".formatted(place.isEmpty() ? "/" : place, problem());
  }

  private String problem() {
    JsonNode wanted = around.isObject() ? around.asObject().get(keyword) : null;
    String expected = found == null || wanted == null ? null : expected(wanted, found);
    return expected == null ? error.getError() : "expected " + expected;
  }

  private @Nullable String expected(JsonNode wanted, JsonNode there) {
    return switch (keyword) {
      case "type" -> "%s, found %s".formatted(types(wanted), quoted(there));
      case "required" -> missing(wanted, there);
      case OTHERS -> known();
      case "enum" -> "one of %s, found %s".formatted(joined(wanted.asArray()), quoted(there));
      case "const" -> "%s, found %s".formatted(quoted(wanted), quoted(there));
      case "minimum" -> "at least %s, found %s".formatted(plain(wanted), plain(there));
      case "maximum" -> "at most %s, found %s".formatted(plain(wanted), plain(there));
      case "minLength" -> length("at least", wanted, there);
      case "maxLength" -> length("at most", wanted, there);
      case "minItems" -> items("at least", wanted, there);
      case "maxItems" -> items("at most", wanted, there);
      case "uniqueItems" -> "each once in the list, found one twice";
      case "pattern" -> "text like %s, found %s".formatted(wanted.asString(), quoted(there));
      default -> null;
    };
  }

  private static String types(JsonNode wanted) {
    List<JsonNode> all = wanted.isArray() ? wanted.asArray() : List.of(wanted);
    return all.stream().map(type -> words(type.asString())).collect(Collectors.joining(" or "));
  }

  private static String words(String type) {
    return switch (type) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "string" -> "text";
      case "number" -> "a number";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String missing(JsonNode wanted, JsonNode there) {
    Map<String, JsonNode> members = there.asObject();
    return wanted.asArray().stream()
        .map(JsonNode::asString)
        .filter(name -> !members.containsKey(name))
        .collect(Collectors.joining(", ", "", ", found nothing"));
  }

  private String known() {
    JsonNode properties = around.asObject().get("properties");
    Set<String> names =
        properties == null ? Set.of() : new TreeSet<>(properties.asObject().keySet());
    String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    String more = names.size() > MOST_NAMED ? " and others" : "";
    return (names.isEmpty() ? "nothing" : "one of the names " + named + more)
        + ", found another name";
  }

  private static String length(String bound, JsonNode wanted, JsonNode there) {
    String text = there.asString();
    String limit = plain(wanted);
    return "%s %s %s, found %,d"
        .formatted(
            bound,
            limit,
            limit.equals("1") ? "character" : "characters",
            text.codePointCount(0, text.length()));
  }

  private static String items(String bound, JsonNode wanted, JsonNode there) {
    return "%s %s in the list, found %,d".formatted(bound, plain(wanted), there.asArray().size());
  }

  private static String joined(List<JsonNode> values) {
    return values.stream().map(Violation::quoted).collect(Collectors.joining(", "));
  }

  private static String plain(JsonNode number) {
    BigDecimal bare = number.asNumber().stripTrailingZeros();
    String digits = bare.toPlainString();
    return digits.length() <= MOST_DIGITS
        ? digits
        : bare.round(new MathContext(MOST_DIGITS)).stripTrailingZeros().toString();
  }

  private static String quoted(JsonNode value) {
    SimpleType type = value.getNodeType();
    return switch (type) {
      case STRING -> Text.quoted(value.asString());
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NUMBER, INTEGER -> plain(value);
      case BOOLEAN, NULL -> value.asString();
    };
  }
}
