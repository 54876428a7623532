package io.revenueos.cmo.agents;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices and percentages in words: each must stand in what an agent was given. */
final class StatedFigures {
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?:[$€£]\\s?(\\d[\\d.,']*))|(?:(\\d[\\d.,']*)\\s?(?:%|percent\\b|[$€£]|USD\\b|EUR\\b|GBP\\b))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,']*");
  private static final Pattern MARKS = Pattern.compile("[,']");
  private static final Pattern END = Pattern.compile("(\\.\\d*?)0*$|\\.$");

  private StatedFigures() {}

  /**
   * @throws InvalidInputException naming prices and percentages that the brief does not have
   */
  static void require(JsonObject brief, JsonObject answer) {
    Set<String> known = new LinkedHashSet<>();
    Matcher given = NUMBER.matcher(brief.toJson());
    while (given.find()) {
      known.add(plain(given.group()));
    }
    Set<String> invented = new LinkedHashSet<>();
    Matcher stated = FIGURE.matcher(answer.toJson());
    while (stated.find()) {
      String number = stated.group(1) == null ? stated.group(2) : stated.group(1);
      if (!known.contains(plain(number))) {
        invented.add(Text.quoted(stated.group()));
      }
    }
    if (!invented.isEmpty()) {
      throw new InvalidInputException(
          "invented_figure",
          "answer",
          "expected prices and percentages that were given, found %s: leave them out"
              .formatted(String.join(", ", List.copyOf(invented))));
    }
  }

  /** 1,500.00 and 1500 are one number; what cannot be told apart by marks alone is taken as is. */
  private static String plain(String number) {
    String bare = MARKS.matcher(number).replaceAll("");
    String trimmed = END.matcher(bare).replaceAll("$1");
    return trimmed.endsWith(".") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
  }
}
