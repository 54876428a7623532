package io.revenueos.kernel.json;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Java values made JSON values, with the rules that hold for both API and text input. */
final class JsonValues {
  static final String CODE = "invalid_json";

  private JsonValues() {}

  static JsonObject object(String path, Map<?, ?> map, int depth) {
    checkDepth(path, depth + 1);
    LinkedHashMap<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = key(path, key);
          members.put(name, value(child(path, name), value, depth + 1));
        });
    return JsonObject.checked(members);
  }

  static @Nullable Object value(String path, @Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean) {
      return value;
    } else if (value instanceof String text) {
      return Text.storable(CODE, path, text);
    } else if (value instanceof Number number) {
      return number(path, exact(path, number));
    } else if (value instanceof JsonObject object) {
      return object(path, object.members(), depth);
    } else if (value instanceof Map<?, ?> map) {
      return object(path, map, depth);
    } else if (value instanceof Collection<?> items) {
      return list(path, items, depth);
    } else if (value instanceof Instant || value instanceof UUID || value instanceof Enum<?>) {
      return value.toString();
    }
    throw new InvalidInputException(
        CODE,
        path,
        "expected text, a number, a boolean, an instant, a UUID, a map or a collection, found a "
            + value.getClass().getName());
  }

  private static List<?> list(String path, Collection<?> items, int depth) {
    checkDepth(path, depth + 1);
    List<@Nullable Object> values = new ArrayList<>(items.size());
    for (Object item : items) {
      values.add(value(path + "[" + values.size() + "]", item, depth + 1));
    }
    return Collections.unmodifiableList(values);
  }

  static String key(String path, @Nullable Object key) {
    if (!(key instanceof String name)) {
      throw new InvalidInputException(CODE, path, "expected text as a key, found " + key);
    }
    return Text.storable(CODE, path.isEmpty() ? "key" : path, name);
  }

  static String child(String path, String key) {
    String name = isPlain(key) ? key : Text.quoted(key);
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether a key can stand in a message as it is. */
  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (!Character.isLetterOrDigit(key.charAt(i)) && "_-$".indexOf(key.charAt(i)) < 0) {
        return false;
      }
    }
    return !key.isEmpty() && key.length() <= 60;
  }

  static void checkDepth(String path, int depth) {
    if (depth > JsonReader.MAX_DEPTH) {
      String where = path.length() > 100 ? path.substring(0, 100) + "..." : path;
      throw new InvalidInputException(
          CODE, where, "nested deeper than %d levels".formatted(JsonReader.MAX_DEPTH));
    }
  }

  private static BigDecimal exact(String path, Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (!Double.isFinite(value)) {
        throw new InvalidInputException(CODE, path, "expected a finite number, found " + number);
      }
      return new BigDecimal(number.toString());
    } else if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return BigDecimal.valueOf(number.longValue());
    }
    throw new InvalidInputException(
        CODE, path, "expected a number of java.lang or java.math, found a " + number.getClass());
  }

  /** Exponents are written out, as {@code jsonb} does; the limit keeps that from being a weapon. */
  static BigDecimal number(String path, BigDecimal number) {
    int max = JsonReader.MAX_NUMBER_DIGITS;
    long integerDigits = (long) number.precision() - number.scale();
    if (number.scale() > max || integerDigits > max || number.precision() > max) {
      throw tooManyDigits(path);
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  static InvalidInputException tooManyDigits(String path) {
    return new InvalidInputException(
        CODE,
        path,
        "expected a number of at most %d digits when written out"
            .formatted(JsonReader.MAX_NUMBER_DIGITS));
  }

  static String describe(@Nullable Object value) {
    if (value instanceof String text) {
      return Text.quoted(text);
    } else if (value instanceof BigDecimal number) {
      String plain = number.toPlainString();
      return plain.length() <= 40 ? plain : number.round(new MathContext(6)).toString();
    } else if (value instanceof JsonObject) {
      return "an object";
    } else if (value instanceof List<?>) {
      return "an array";
    }
    return String.valueOf(value);
  }
}
