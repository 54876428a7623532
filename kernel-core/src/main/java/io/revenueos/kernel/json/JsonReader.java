package io.revenueos.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON text strictly: every rule of {@link JsonObject} is checked on the way in. */
final class JsonReader {
  static final int MAX_DEPTH = 100;
  static final int MAX_NUMBER_DIGITS = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNumberLength(2 * MAX_NUMBER_DIGITS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Field names come from outside: interning them would let input grow the JVM's table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private JsonReader() {}

  static JsonObject read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw invalid("", "expected a JSON object, found " + describe(parser, first));
      }
      JsonObject object = object(parser, "", 1);
      if (parser.nextToken() != null) {
        throw invalid("", "expected the end after the JSON object, found more text");
      }
      return object;
    } catch (JsonProcessingException broken) {
      throw JsonFault.in(text)
          .map(fault -> invalid("", "not valid JSON " + fault))
          // The parser refuses one thing that is JSON: a number beyond all bounds.
          .orElseGet(() -> JsonValues.tooManyDigits(""));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from a string", impossible);
    }
  }

  private static JsonObject object(JsonParser parser, String path, int depth) throws IOException {
    JsonValues.checkDepth(path, depth);
    LinkedHashMap<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = JsonValues.key(path, parser.currentName());
      String child = JsonValues.child(path, key);
      if (members.containsKey(key)) {
        throw invalid(child, "duplicate key");
      }
      members.put(key, value(parser, parser.nextToken(), child, depth));
    }
    return JsonObject.checked(members);
  }

  private static List<?> array(JsonParser parser, String path, int depth) throws IOException {
    JsonValues.checkDepth(path, depth);
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token, path + "[" + items.size() + "]", depth));
    }
    return Collections.unmodifiableList(items);
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, String path, int depth)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, path, depth + 1);
      case START_ARRAY -> array(parser, path, depth + 1);
      case VALUE_STRING -> Text.storable(JsonValues.CODE, path, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> decimal(parser, path);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw invalid(path, "unexpected " + token);
    };
  }

  private static BigDecimal decimal(JsonParser parser, String path) throws IOException {
    try {
      return JsonValues.number(path, parser.getDecimalValue());
    } catch (NumberFormatException exponentBeyondInt) {
      throw JsonValues.tooManyDigits(path);
    }
  }

  private static String describe(JsonParser parser, @Nullable JsonToken token) throws IOException {
    if (token == null) {
      return "nothing";
    }
    return token == JsonToken.START_ARRAY ? "an array" : Text.quoted(parser.getText());
  }

  private static InvalidInputException invalid(String path, String problem) {
    return new InvalidInputException(JsonValues.CODE, path, problem);
  }
}
