package io.revenueos.kernel.openai;

import com.openai.core.http.Headers;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a provider asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3),
 * or {@code retry-after-ms}, which OpenAI sends beside it.
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Never negative, at most a day; empty when it does not say, or nothing that can be read. */
  static Optional<Duration> in(Headers headers, Clock clock) {
    return first(headers, "retry-after-ms")
        .flatMap(text -> span(text, 3))
        .or(
            () ->
                first(headers, "retry-after")
                    .flatMap(text -> span(text, 0).or(() -> until(text, clock.instant()))))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<String> first(Headers headers, String name) {
    return headers.values(name).stream().findFirst().map(String::strip);
  }

  /** A number of seconds, with the point moved left. */
  private static Optional<Duration> span(String text, int decimals) {
    try {
      BigDecimal seconds = new BigDecimal(text).movePointLeft(decimals);
      BigDecimal within = seconds.max(BigDecimal.ZERO).min(BigDecimal.valueOf(LONGEST.toSeconds()));
      return Optional.of(Duration.ofMillis(within.movePointRight(3).longValue()));
    } catch (NumberFormatException | ArithmeticException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
