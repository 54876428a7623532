package io.revenueos.cli.deals;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads days. A time of day behind them is read and left out. */
final class DealDates {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})"
              + "([T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?( ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?)?");

  private final Optional<DateTimeFormatter> form;

  /**
   * @param form empty for ISO-8601
   */
  DealDates(Optional<DateTimeFormatter> form) {
    this.form = form;
  }

  /**
   * A strict formatter: 31 February is not a day.
   *
   * @throws IllegalArgumentException when it is not a pattern, or one without a day
   */
  static DateTimeFormatter formatter(String pattern) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    try {
      LocalDate sample = LocalDate.of(2017, 3, 1);
      if (LocalDate.parse(sample.atTime(12, 0).format(formatter), formatter).equals(sample)) {
        return formatter;
      }
    } catch (DateTimeException incomplete) {
      throw new IllegalArgumentException("a year, a month and a day are needed", incomplete);
    }
    throw new IllegalArgumentException("a year, a month and a day are needed");
  }

  /**
   * @return empty when the text is not a day in the form that is expected
   */
  Optional<LocalDate> parse(String text) {
    try {
      if (form.isPresent()) {
        return Optional.of(LocalDate.parse(text, form.get()));
      }
      Matcher iso = ISO.matcher(text);
      return iso.matches() ? Optional.of(LocalDate.parse(iso.group(1))) : Optional.empty();
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** What is expected, for an error message. */
  String expected() {
    return form.isPresent()
        ? "a date in the mapping's date_format"
        : "a date such as 2017-03-01 (for other forms give a mapping with date_format)";
  }
}
