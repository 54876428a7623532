package io.revenueos.cli.terminal;

import io.revenueos.kernel.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line, keys in the order they were added. Beside {@link JsonObject}, whose
 * nesting is limited because it is stored: an explanation may hold a deep payload deep in a tree.
 * Control characters are written as escapes, so that a line is safe to show. Not thread-safe.
 */
public final class JsonLine {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  /** Without members yet. */
  public static JsonLine empty() {
    return new JsonLine();
  }

  public static JsonLine of(String key, @Nullable Object value) {
    return new JsonLine().with(key, value);
  }

  /**
   * Adds a member.
   *
   * @param value text, a number, a boolean, null, a {@code JsonLine}, a {@link JsonObject}, or a
   *     collection of these
   */
  public JsonLine with(String key, @Nullable Object value) {
    members.put(key, value);
    return this;
  }

  /** Adds a member if there is a value. */
  public JsonLine with(String key, Optional<?> value) {
    value.ifPresent(present -> members.put(key, present));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(256);
    append(out, members);
    return out.toString();
  }

  private static void append(StringBuilder out, Map<String, ? extends @Nullable Object> object) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, ? extends @Nullable Object> member : object.entrySet()) {
      out.append(separator);
      quote(out, member.getKey());
      out.append(':');
      value(out, member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void value(StringBuilder out, @Nullable Object value) {
    if (value instanceof JsonLine line) {
      append(out, line.members);
    } else if (value instanceof JsonObject object) {
      append(out, object.members());
    } else if (value instanceof Collection<?> items) {
      out.append('[');
      String separator = "";
      for (Object item : items) {
        out.append(separator);
        value(out, item);
        separator = ",";
      }
      out.append(']');
    } else if (value instanceof java.math.BigDecimal number) {
      out.append(number.toPlainString());
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(out, value.toString());
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (Printable.shown(c)) {
                out.appendCodePoint(c);
              } else {
                Printable.escape(out, c);
              }
            });
    out.append('"');
  }
}
