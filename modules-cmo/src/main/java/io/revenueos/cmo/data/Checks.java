package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every value of this package refuses; fields are called as their columns. */
final class Checks {
  static final String CODE = "invalid_cmo_data";

  private static final int MAX_NAME = 200;
  private static final int MAX_ITEMS = 1_000;

  private Checks() {}

  static void name(String field, String value) {
    Text.name(CODE, field, value, MAX_NAME);
  }

  static void text(String field, String value) {
    Text.storable(CODE, field, value);
  }

  /** A copy whose items are storable and not blank. */
  static List<String> texts(String field, List<String> values) {
    List<String> copy = new ArrayList<>();
    for (String value : values) {
      String item = "%s[%d]".formatted(field, copy.size());
      if (value.isBlank()) {
        throw new InvalidInputException(CODE, item, "expected text, found a blank string");
      }
      copy.add(Text.storable(CODE, item, value));
    }
    if (copy.size() > MAX_ITEMS) {
      throw new InvalidInputException(
          CODE, field, "expected at most %d items, found %d".formatted(MAX_ITEMS, copy.size()));
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
      return JsonObject.of(field, values).list(field).orElse(List.of());
    } catch (InvalidInputException refused) {
      throw new InvalidInputException(CODE, refused.field(), refused.problem());
    }
  }

  static void atLeastZero(String field, long value) {
    range(field, value, 0, Long.MAX_VALUE);
  }

  /** The same number, written one way: 0.50 and 0.5 are equal from here on. */
  static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
