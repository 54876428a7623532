package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fits into a row on every database: what does not is refused by the name of its field, before
 * any database sees it. Records of repositories check themselves with it.
 *
 * @param code the error code of that kind of row, such as {@code invalid_lead}
 */
public record RowCheck(String code) {
  /** The longest text, and the longest JSON when written out, in characters (UTF-16 units). */
  public static final int MAX_TEXT = 1 << 20;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int LAST_YEAR = 9999;
  private static final int MAX_NAMES = 200;

  /** As {@link Text#name}. */
  public void name(String field, @Nullable String value, int maxLength) {
    Text.name(code, field, value, maxLength);
  }

  /** Nothing, or as {@link #name}. */
  public void nameIfAny(String field, @Nullable String value, int maxLength) {
    if (value != null) {
      name(field, value, maxLength);
    }
  }

  /** A few names. */
  public void names(String field, @Nullable List<String> values, int maxLength) {
    if (values == null || values.size() > MAX_NAMES) {
      throw refused(
          field,
          "expected at most %d, found %s"
              .formatted(MAX_NAMES, values == null ? "nothing" : values.size()));
    }
    values.forEach(value -> name(field, value, maxLength));
  }

  /** Text of any form, up to {@value #MAX_TEXT} characters. */
  public void text(String field, @Nullable String value) {
    if (value == null) {
      throw refused(field, "required, but missing");
    }
    requireLength(field, value);
    Text.storable(code, field, value);
  }

  /** Nothing, or as {@link #text}. */
  public void textIfAny(String field, @Nullable String value) {
    if (value != null) {
      text(field, value);
    }
  }

  /** JSON of up to {@value #MAX_TEXT} characters. */
  public void json(String field, @Nullable JsonObject value) {
    if (value == null) {
      throw refused(field, "required, but missing");
    }
    requireLength(field, value.toJson());
  }

  private void requireLength(String field, String written) {
    if (written.length() > MAX_TEXT) {
      throw refused(
          field, "expected at most %d characters, found %d".formatted(MAX_TEXT, written.length()));
    }
  }

  /** A number within bounds, both included. */
  public void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw refused(field, "expected %d to %d, found %d".formatted(min, max, value));
    }
  }

  /** Nothing, or a whole number from 0 to 100. */
  public void percentIfAny(String field, @Nullable Integer value) {
    if (value != null) {
      range(field, value, 0, 100);
    }
  }

  /** A count of things. */
  public void count(String field, long value) {
    range(field, value, 0, Long.MAX_VALUE);
  }

  /** Nothing, or an amount that is not negative. */
  public void costIfAny(String field, @Nullable Money value) {
    if (value != null && value.isNegative()) {
      throw refused(field, "expected no negative amount, found " + value);
    }
  }

  /** A time in the years 1 to 9999, UTC. */
  public void time(String field, @Nullable Instant value) {
    if (value == null || value.isBefore(FIRST) || value.isAfter(LAST)) {
      throw refused(field, "expected a time in the years 1 to 9999, found " + value);
    }
  }

  /** Nothing, or a day in the years 1 to 9999. */
  public void dayIfAny(String field, @Nullable LocalDate value) {
    if (value != null) {
      range(field + ".year", value.getYear(), 1, LAST_YEAR);
    }
  }

  /** Something. */
  public void present(String field, @Nullable Object value) {
    if (value == null) {
      throw refused(field, "required, but missing");
    }
  }

  private InvalidInputException refused(String field, String problem) {
    return new InvalidInputException(code, field, problem);
  }
}
