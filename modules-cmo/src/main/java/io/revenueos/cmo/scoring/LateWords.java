package io.revenueos.cmo.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Words in a column's name that say its cells are written, or written over, after the fact.
 * English, as CRM exports use them; a column with another name is not found by this.
 */
final class LateWords {
  private static final Set<String> OVERWRITTEN =
      Set.of("last", "latest", "final", "modified", "updated", "recent");
  private static final Set<String> OUTCOME =
      Set.of(
          "won",
          "lost",
          "closed",
          "close",
          "closing",
          "converted",
          "conversion",
          "churned",
          "churn",
          "outcome",
          "result",
          "duration");
  private static final Set<String> JUDGEMENT =
      Set.of(
          "score",
          "scoring",
          "index",
          "grade",
          "quality",
          "rating",
          "rank",
          "disposition",
          "qualification",
          "probability");

  /** These are a judgement only of something that is sold to: a marital status is none. */
  private static final Set<String> PROSPECT =
      Set.of("lead", "prospect", "deal", "opportunity", "contact", "account", "sales", "pipeline");

  private static final Set<String> STANDING = Set.of("status", "stage", "profile", "tag", "tags");

  private LateWords() {}

  /** What a name gives away, in a sentence; empty when it gives away nothing. */
  static Optional<String> found(String columnName) {
    List<String> words = words(columnName);
    return first(words, OVERWRITTEN)
        .map(
            "its name says \"%s\": what is written over holds the state after the outcome"
                ::formatted)
        .or(
            () ->
                first(words, OUTCOME)
                    .map("its name says \"%s\": known only when it is over"::formatted))
        .or(
            () ->
                first(words, JUDGEMENT)
                    .map(
                        "its name says \"%s\": somebody's judgement, kept up to date until the outcome"
                            ::formatted))
        .or(() -> standing(words));
  }

  private static Optional<String> standing(List<String> words) {
    return first(words, PROSPECT)
        .flatMap(
            prospect ->
                first(words, STANDING)
                    .map(
                        standing ->
                            "its name says \"%s %s\": how far it came, kept up to date until the outcome"
                                .formatted(prospect, standing)));
  }

  private static Optional<String> first(List<String> words, Set<String> wanted) {
    return words.stream().filter(wanted::contains).findFirst();
  }

  /** {@code lastActivity}, {@code last_activity} and {@code Last Activity} are the same words. */
  private static List<String> words(String name) {
    String parted = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Arrays.stream(parted.split("[^a-z0-9]+", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
