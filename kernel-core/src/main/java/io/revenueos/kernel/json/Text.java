package io.revenueos.kernel.json;

import io.revenueos.kernel.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** The rules for text that comes from outside: it must be storable as it is, on every database. */
public final class Text {
  private static final int QUOTED_LENGTH = 60;

  private Text() {}

  /**
   * A name or an id: not blank, no control characters, storable.
   *
   * @param code the error code of the caller's kind of input
   * @param maxLength in characters (UTF-16 units)
   * @throws InvalidInputException naming {@code field}, what was found and what is allowed
   */
  public static String name(String code, String field, @Nullable String value, int maxLength) {
    if (value == null) {
      throw new InvalidInputException(code, field, "required, but missing");
    }
    if (value.isBlank()) {
      throw new InvalidInputException(code, field, "expected text, found a blank string");
    }
    if (value.length() > maxLength) {
      throw new InvalidInputException(
          code,
          field,
          "expected at most %d characters, found %d".formatted(maxLength, value.length()));
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new InvalidInputException(
            code,
            field,
            "control character U+%04X at position %d is not allowed"
                .formatted((int) value.charAt(i), i + 1));
      }
    }
    return storable(code, field, value);
  }

  /**
   * Text of any form that every database stores verbatim: no NUL character (PostgreSQL refuses it)
   * and no lone surrogate (it has no UTF-8 form).
   */
  public static String storable(String code, String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw new InvalidInputException(
            code, field, "NUL character (U+0000) at position %d is not allowed".formatted(i + 1));
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!paired) {
          throw new InvalidInputException(
              code,
              field,
              "lone surrogate U+%04X at position %d is not valid Unicode"
                  .formatted((int) c, i + 1));
        }
        i++;
      }
    }
    return value;
  }

  /** The value for an error message: quoted, shortened, control characters made visible. */
  public static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    value
        .codePoints()
        .limit(QUOTED_LENGTH)
        .forEach(
            c -> {
              boolean printable =
                  !Character.isISOControl(c)
                      && Character.getType(c) != Character.SURROGATE
                      && Character.getType(c) != Character.FORMAT;
              if (printable) {
                out.appendCodePoint(c);
              } else {
                out.append("\\u%04X".formatted(c));
              }
            });
    return out.append(value.codePointCount(0, value.length()) > QUOTED_LENGTH ? "...\"" : "\"")
        .toString();
  }

  /**
   * The value made storable: what no database stores is replaced by U+FFFD, and it is cut to {@code
   * maxLength} characters. For text that must be kept although nobody can correct it, such as the
   * message of an exception.
   */
  public static String sanitized(String value, int maxLength) {
    StringBuilder out = new StringBuilder(Math.min(value.length(), maxLength));
    value
        .codePoints()
        .takeWhile(c -> out.length() + Character.charCount(c) <= maxLength)
        .forEach(
            c ->
                out.appendCodePoint(
                    c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
    return out.toString();
  }
}
