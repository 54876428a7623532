package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What every value of this package refuses; fields are called as their columns. A name has up to
 * {@value #MAX_NAME} characters and no control characters; other text, a list of texts, and JSON
 * when written out have up to 1,048,576 characters; a list has up to {@value #MAX_ITEMS} texts; an
 * amount has up to {@value #MAX_DIGITS} digits before and after the point.
 */
final class Checks {
  static final String CODE = "invalid_cmo_data";

  private static final int MAX_NAME = 200;
  private static final int MAX_ITEMS = 1_000;
  private static final int MAX_DIGITS = 40;
  private static final RowCheck ROW = new RowCheck(CODE);

  private Checks() {}

  static void name(String field, String value) {
    ROW.name(field, value, MAX_NAME);
  }

  static void text(String field, String value) {
    ROW.text(field, value);
  }

  static void json(String field, JsonObject value) {
    ROW.json(field, value);
  }

  /** A copy whose items are storable and not blank. */
  static List<String> texts(String field, List<String> values) {
    List<String> copy = new ArrayList<>();
    long length = 0;
    for (String value : values) {
      String item = "%s[%d]".formatted(field, copy.size());
      text(item, value);
      if (value.isBlank()) {
        throw new InvalidInputException(CODE, item, "expected text, found a blank string");
      }
      copy.add(value);
      length += value.length();
    }
    if (copy.size() > MAX_ITEMS) {
      throw new InvalidInputException(
          CODE, field, "expected at most %d items, found %d".formatted(MAX_ITEMS, copy.size()));
    }
    if (length > RowCheck.MAX_TEXT) {
      throw new InvalidInputException(
          CODE,
          field,
          "expected at most %d characters in all, found %d".formatted(RowCheck.MAX_TEXT, length));
    }
    return List.copyOf(copy);
  }

  static void range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          CODE, field, "expected %d to %d, found %d".formatted(least, most, value));
    }
  }

  /** An immutable copy of what JSON can hold. */
  static List<?> json(String field, List<?> values) {
    try {
      JsonObject column = JsonObject.of(field, values);
      json(field, column);
      return column.list(field).orElse(List.of());
    } catch (InvalidInputException refused) {
      throw new InvalidInputException(CODE, refused.field(), refused.problem());
    }
  }

  static void atLeastZero(String field, long value) {
    range(field, value, 0, Long.MAX_VALUE);
  }

  /** The same number, written one way: 0.50 and 0.5 are equal from here on. */
  static BigDecimal plain(String field, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if ((long) stripped.precision() - stripped.scale() > MAX_DIGITS
        || stripped.scale() > MAX_DIGITS) {
      throw new InvalidInputException(
          CODE,
          field,
          "expected at most %d digits before and after the point".formatted(MAX_DIGITS));
    }
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
