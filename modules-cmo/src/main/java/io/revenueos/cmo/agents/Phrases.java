package io.revenueos.cmo.agents;

import io.revenueos.cmo.numbers.ContentLimit;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days of a request, and text cut to a length without cutting a character in two. */
final class Phrases {
  /** How long a name may be. */
  static final int NAME = 200;

  private Phrases() {}

  /**
   * The day that a request begins on, else that of the task, UTC.
   *
   * @throws InvalidInputException for a day that no calendar has
   */
  static LocalDate start(AgentTask task) {
    Optional<String> given = task.input().text("start");
    try {
      return given.map(LocalDate::parse).orElse(LocalDate.ofInstant(task.now(), ZoneOffset.UTC));
    } catch (DateTimeParseException none) {
      throw new InvalidInputException(
          "invalid_input", "start", "expected a day as 2026-01-31, found " + given.orElse(""));
    }
  }

  /** At most so many UTF-16 units, the last one an ellipsis where something is missing. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, whole).stripTrailing() + "…";
  }

  /** Whole words from the start, as many as the limit lets in. */
  static String within(String text, ContentLimit limit) {
    StringBuilder kept = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = kept.isEmpty() ? word : kept + " " + word;
      if (!limit.allows(longer)) {
        break;
      }
      kept.setLength(0);
      kept.append(longer);
    }
    return kept.toString();
  }
}
