package io.revenueos.cro.pipeline;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter or a month of the calendar, written {@code 2026-Q1} or {@code 2025-12}.
 *
 * @param first the month it begins with
 * @param months 1 or 3
 */
public record Period(YearMonth first, int months) implements Comparable<Period> {
  private static final Pattern FORM = Pattern.compile("(\\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))");
  private static final int QUARTER = 3;

  /**
   * @throws InvalidInputException when it is neither a month nor a quarter of the calendar
   */
  public Period {
    boolean quarter = months == QUARTER && (first.getMonthValue() - 1) % QUARTER == 0;
    if (months != 1 && !quarter) {
      throw invalid("expected a month or a quarter of the calendar");
    }
  }

  /**
   * @throws InvalidInputException saying what was found
   */
  public static Period parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw invalid(
          "expected a quarter such as 2026-Q1 or a month such as 2025-12, found "
              + Text.quoted(text));
    }
    int year = Integer.parseInt(parts.group(1));
    return parts.group(2) == null
        ? new Period(YearMonth.of(year, Integer.parseInt(parts.group(3))), 1)
        : new Period(
            YearMonth.of(year, (Integer.parseInt(parts.group(2)) - 1) * QUARTER + 1), QUARTER);
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("invalid_period", "period", problem);
  }

  public static Period monthOf(LocalDate day) {
    return new Period(YearMonth.from(day), 1);
  }

  public static Period quarterOf(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return new Period(month.minusMonths((month.getMonthValue() - 1) % QUARTER), QUARTER);
  }

  public LocalDate start() {
    return first.atDay(1);
  }

  /** The day after its last. */
  public LocalDate end() {
    return first.plusMonths(months).atDay(1);
  }

  public Period next() {
    return new Period(first.plusMonths(months), months);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(start()) && day.isBefore(end());
  }

  @Override
  public int compareTo(Period other) {
    int byStart = first.compareTo(other.first);
    return byStart == 0 ? Integer.compare(months, other.months) : byStart;
  }

  @Override
  public String toString() {
    return months == 1
        ? first.toString()
        : "%04d-Q%d".formatted(first.getYear(), (first.getMonthValue() - 1) / QUARTER + 1);
  }
}
