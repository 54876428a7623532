package io.revenueos.kernel.json;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the first place at which text is no JSON (RFC 8259), and says in words what stands there
 * and what could. Only for text that was refused: it makes no values. Not thread-safe.
 */
final class JsonFault {
  private static final Pattern WORD =
      Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final String VALUE = "a value";
  private static final String STRUCTURE = "{}[]:,\"";
  private static final String BLANKS = " \t\r\n";
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final int HEX_DIGITS = 4;

  private final String text;
  private int at;
  private String found = "";
  private String expected = "";

  private JsonFault(String text) {
    this.text = text;
  }

  /**
   * {@code at line 3, column 7: found "2", expected ":"}, both counted from 1; without the line
   * when the text has only one, because then whoever has the text knows the line. Empty when the
   * text is JSON.
   */
  static Optional<String> in(String text) {
    JsonFault fault = new JsonFault(text);
    boolean sound = fault.document();
    return sound || fault.expected.isEmpty() ? Optional.empty() : Optional.of(fault.sentence());
  }

  private String sentence() {
    return "%s: found %s, expected %s".formatted(place(at), found, expected);
  }

  private String place(int position) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < position; i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      line += ends ? 1 : 0;
      start = ends ? i + 1 : start;
    }
    int column = position - start + 1;
    boolean several = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    return several ? "at line %d, column %d".formatted(line, column) : "at column " + column;
  }

  private boolean document() {
    skipBlanks();
    if (!at("{")) {
      return fault("a JSON object");
    }
    if (!object(1)) {
      return false;
    }
    skipBlanks();
    return at == text.length() || fault("the end after the JSON object");
  }

  private boolean value(int depth) {
    skipBlanks();
    if (depth > JsonReader.MAX_DEPTH) {
      return false; // Another rule's business: nothing is expected here.
    }
    return at("{") ? object(depth + 1) : at("[") ? array(depth + 1) : at("\"") ? string() : word();
  }

  private boolean object(int depth) {
    int begun = at++;
    skipBlanks();
    if (taken("}")) {
      return true;
    }
    String allowed = "a key in double quotes or \"}\"";
    do {
      skipBlanks();
      if (!at("\"")) {
        return fault(allowed);
      }
      allowed = "a key in double quotes";
      if (!string()) {
        return false;
      }
      skipBlanks();
      if (!taken(":")) {
        return fault("\":\"");
      }
      if (!value(depth)) {
        return false;
      }
      skipBlanks();
    } while (taken(","));
    return taken("}") || unclosed("\",\" or \"}\"", "object", begun);
  }

  private boolean array(int depth) {
    int begun = at++;
    skipBlanks();
    if (taken("]")) {
      return true;
    }
    do {
      if (!value(depth)) {
        return false;
      }
      skipBlanks();
    } while (taken(","));
    return taken("]") || unclosed("\",\" or \"]\"", "array", begun);
  }

  private boolean string() {
    int begun = at++;
    while (at < text.length() && !at("\"")) {
      if (text.charAt(at) < ' ') {
        boolean lineBreak = at("\n") || at("\r");
        return fault(
            lineBreak ? "a line break inside a text" : Text.quoted(text.substring(at, at + 1)),
            "it escaped, as \\n is");
      }
      if (!at("\\")) {
        at++;
      } else if (!escape()) {
        return false;
      }
    }
    return taken("\"") || unclosed("a double quote", "text", begun);
  }

  private boolean escape() {
    int begun = at++;
    int digits = 0;
    if (taken("u")) {
      while (digits < HEX_DIGITS
          && at < text.length()
          && Character.digit(text.charAt(at), 16) >= 0) {
        digits++;
        at++;
      }
      if (digits == HEX_DIGITS) {
        return true;
      }
    } else if (at < text.length() && ESCAPED.indexOf(text.charAt(at)) >= 0) {
      at++;
      return true;
    }
    String escape = text.substring(begun, Math.min(text.length(), at + 1));
    at = begun;
    return fault(
        Text.quoted(escape),
        "\\\\, \\\", \\/, \\b, \\f, \\n, \\r, \\t, or \\u and four hex digits");
  }

  private boolean word() {
    int begun = at;
    String word = ahead();
    at += word.length();
    if (WORD.matcher(word).matches()) {
      return true;
    }
    at = begun;
    return fault(VALUE);
  }

  /** What stands here up to a blank or a character of structure; empty when that is at once. */
  private String ahead() {
    int end = at;
    while (end < text.length()
        && BLANKS.indexOf(text.charAt(end)) < 0
        && STRUCTURE.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(at, end);
  }

  private boolean at(String what) {
    return text.startsWith(what, at);
  }

  private boolean taken(String what) {
    boolean there = at(what);
    at += there ? what.length() : 0;
    return there;
  }

  private void skipBlanks() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Something does not end; of what ends too late it is said where it begins. */
  private boolean unclosed(String allowed, String what, int begun) {
    return fault(
        at < text.length()
            ? allowed
            : "%s of the %s that begins %s".formatted(allowed, what, place(begun)));
  }

  private boolean fault(String allowed) {
    if (at >= text.length()) {
      at = text.stripTrailing().length();
      return fault("the end", allowed);
    }
    String word = ahead();
    return fault(Text.quoted(word.isEmpty() ? text.substring(at, at + 1) : word), allowed);
  }

  private boolean fault(String there, String allowed) {
    found = there;
    expected = allowed;
    return false;
  }
}
