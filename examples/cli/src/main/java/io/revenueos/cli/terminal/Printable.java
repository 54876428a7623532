package io.revenueos.cli.terminal;

/** Text from outside, made safe to show: no character of it can steer the terminal. */
public final class Printable {
  private Printable() {}

  /**
   * The text with control, formatting and lone surrogate characters written out: {@code \u001B}.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::shown)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (shown(c)) {
                out.appendCodePoint(c);
              } else {
                escape(out, c);
              }
            });
    return out.toString();
  }

  /** {@link #of}, cut to a number of characters (code points) with an ellipsis. */
  public static String of(String text, int limit) {
    if (text.codePointCount(0, text.length()) <= limit) {
      return of(text);
    }
    return of(text.substring(0, text.offsetByCodePoints(0, limit - 1))) + "\u2026";
  }

  static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static void escape(StringBuilder out, int c) {
    for (char unit : Character.toChars(c)) {
      out.append("\\u").append("%04X".formatted((int) unit));
    }
  }
}
