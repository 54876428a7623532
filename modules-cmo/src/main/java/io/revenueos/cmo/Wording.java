package io.revenueos.cmo;

import io.revenueos.kernel.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a payload that may stand in a message: on one line, without control characters, and
 * short. Whatever is missing or not a text is left out.
 */
record Wording(JsonObject payload) {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_OFFERING = 80;

  // Beside white space and control characters: the marks that turn the direction of text around.
  private static final Pattern UNFIT =
      Pattern.compile("[\\s\\p{Cc}\\p{Z}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

  Optional<String> firstName() {
    return words("first_name", LONGEST_NAME);
  }

  /** What it is about: the first of {@code camp}, {@code product} and {@code offering}. */
  Optional<String> offering() {
    return Stream.of("camp", "product", "offering")
        .flatMap(key -> words(key, LONGEST_OFFERING).stream())
        .findFirst();
  }

  /** The offering after a preposition; empty text when there is none. */
  String offering(String preposition) {
    return offering().map(preposition::concat).orElse("");
  }

  String greeting() {
    return firstName().map("Hi %s,"::formatted).orElse("Hello,");
  }

  private Optional<String> words(String key, int longest) {
    return payload
        .text(key)
        .map(text -> UNFIT.matcher(text).replaceAll(" ").strip())
        .filter(text -> !text.isEmpty())
        .map(text -> shortened(text, longest));
  }

  private static String shortened(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
  }
}
