package io.revenueos.cro.agents;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model may say of a brief. An answer holds {@code figures}, which are the brief's own
 * whatever a model writes there, and words; the summary may quote no number that the brief does not
 * have.
 */
final class Wording {
  static final String FIGURES = "figures";
  static final String SUMMARY = "summary";

  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");

  /** Counts of what is listed: three risks, the next five days. */
  private static final int SMALL = 10;

  private Wording() {}

  /**
   * The words that a model may choose, with the brief's figures.
   *
   * @param words the members that are a model's, the summary among them
   * @throws InvalidInputException when the summary has a number that nobody computed
   */
  static JsonObject settled(JsonObject brief, JsonObject answer, List<String> words) {
    requireGiven(brief, answer.text(SUMMARY).orElse(""));
    JsonObject settled = JsonObject.empty();
    for (String word : words) {
      if (answer.has(word)) {
        settled = settled.with(word, answer.members().get(word));
      }
    }
    return settled.with(FIGURES, figures(brief));
  }

  /** The figures of a brief or of an answer. */
  static JsonObject figures(JsonObject holder) {
    return holder.object(FIGURES).orElseThrow();
  }

  private static void requireGiven(JsonObject brief, String summary) {
    Set<String> given = new HashSet<>();
    Matcher found = NUMBER.matcher(brief.toJson());
    while (found.find()) {
      String number = plain(found.group());
      given.add(number);
      given.add(percent(number));
    }
    Matcher said = NUMBER.matcher(summary);
    while (said.find()) {
      String number = plain(said.group());
      if (!given.contains(number) && !isSmall(number)) {
        throw new InvalidInputException(
            "invented_figure",
            SUMMARY,
            "%s is not among the given figures; quote them as they are".formatted(said.group()));
      }
    }
  }

  private static boolean isSmall(String number) {
    return number.matches("\\d{1,2}") && Integer.parseInt(number) <= SMALL;
  }

  /** One way to write a number; what is none, such as 1.2.3, stays as it is. */
  private static String plain(String written) {
    String bare = GROUPED.matcher(written).matches() ? written.replace(",", "") : written;
    return bare.matches("\\d+(\\.\\d+)?")
        ? new BigDecimal(bare).stripTrailingZeros().toPlainString()
        : bare;
  }

  private static String percent(String number) {
    return number.matches("\\d+(\\.\\d+)?")
        ? new BigDecimal(number).movePointRight(2).stripTrailingZeros().toPlainString()
        : number;
  }
}
