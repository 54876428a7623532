package io.revenueos.cli.deals;

import java.util.Map;

/** One set of names for stages, whatever the CRM calls them. */
final class Stages {
  static final String WON = "closed_won";
  static final String LOST = "closed_lost";

  private static final Map<String, String> CLOSED =
      Map.of("won", WON, "closedwon", WON, "lost", LOST, "closedlost", LOST);

  private final Map<String, String> given;

  /**
   * @param given stages by the normalised name the file uses
   */
  Stages(Map<String, String> given) {
    this.given = given;
  }

  /** The stage's name in lower_snake_case; empty when the text holds no letter or digit. */
  String of(String text) {
    String key = DealField.normalised(text);
    String mapped = given.getOrDefault(key, CLOSED.get(key));
    return mapped != null ? mapped : snakeCase(text);
  }

  /** Whether a stage is an end. */
  static boolean closed(String stage) {
    return stage.equals(WON) || stage.equals(LOST);
  }

  private static String snakeCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(Character.toLowerCase(c));
              } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '_') {
                out.append('_');
              }
            });
    boolean trailing = !out.isEmpty() && out.charAt(out.length() - 1) == '_';
    return trailing ? out.substring(0, out.length() - 1) : out.toString();
  }
}
