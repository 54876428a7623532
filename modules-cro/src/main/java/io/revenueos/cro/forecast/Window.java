package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.Period;
import io.revenueos.kernel.error.InvalidInputException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The days that a forecast is for.
 *
 * @param from its first day
 * @param to the day after its last
 * @param grid how it is moved back by a quarter
 */
public record Window(LocalDate from, LocalDate to, Grid grid) {
  /** How a window is moved. */
  public enum Grid {
    /** By days; a quarter is 91, so that weekdays stay where they are. */
    DAYS,
    /** By months of the calendar. */
    MONTHS
  }

  private static final int QUARTER_DAYS = 91;
  private static final int QUARTER_MONTHS = 3;

  public Window {
    if (!from.isBefore(to)) {
      throw new InvalidInputException(
          "invalid_window", "to", "expected a day after %s, found %s".formatted(from, to));
    }
  }

  /** The next days from a day on. */
  public static Window days(LocalDate from, int length) {
    return new Window(from, from.plusDays(length), Grid.DAYS);
  }

  /** All of a month or quarter. */
  public static Window of(Period period) {
    return new Window(period.start(), period.end(), Grid.MONTHS);
  }

  /** What is left of a month or quarter, the day itself included. */
  public static Window restOf(Period period, LocalDate day) {
    return day.isAfter(period.start()) ? new Window(day, period.end(), Grid.MONTHS) : of(period);
  }

  public int length() {
    return (int) ChronoUnit.DAYS.between(from, to);
  }

  /** The window of the same length so many quarters earlier. */
  Window quartersBefore(int quarters) {
    if (grid == Grid.MONTHS) {
      return new Window(
          from.minusMonths((long) QUARTER_MONTHS * quarters),
          to.minusMonths((long) QUARTER_MONTHS * quarters),
          grid);
    }
    long days = (long) QUARTER_DAYS * quarters;
    return new Window(from.minusDays(days), to.minusDays(days), grid);
  }

  /** The last window of the same length that is over on the morning of a day. */
  Window lastBefore(LocalDate day) {
    boolean wholeMonths =
        grid == Grid.MONTHS && from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
    if (!wholeMonths) {
      return new Window(day.minusDays(length()), day, Grid.DAYS);
    }
    LocalDate end = YearMonth.from(day).atDay(1);
    return new Window(end.minusMonths(ChronoUnit.MONTHS.between(from, to)), end, grid);
  }
}
