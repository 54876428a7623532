package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * What a week brought: one for each workspace, week and mode.
 *
 * @param weekStart its Monday
 * @param summary up to 1,048,576 characters
 * @param highlights whatever JSON can hold; when written out up to 1,048,576 characters
 * @param recommendations likewise
 * @param metrics free; likewise
 */
public record WeeklySummary(
    LocalDate weekStart,
    DataMode mode,
    String summary,
    List<?> highlights,
    List<?> recommendations,
    JsonObject metrics) {

  /**
   * @throws InvalidInputException naming the column of what cannot be
   */
  public WeeklySummary {
    if (weekStart.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new InvalidInputException(
          Checks.CODE, "week_start", "expected a Monday, found " + weekStart);
    }
    Checks.text("summary", summary);
    highlights = Checks.json("highlights", highlights);
    recommendations = Checks.json("recommendations", recommendations);
    Checks.json("metrics", metrics);
  }

  /** In words alone, of real figures. */
  public static WeeklySummary of(LocalDate weekStart, String summary) {
    return new WeeklySummary(
        weekStart, DataMode.REAL, summary, List.of(), List.of(), JsonObject.empty());
  }
}
