package io.revenueos.kernel.action;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.Duration;

/**
 * How often something is tried, and how long it waits in between: {@code initialDelay x
 * factor^(failures - 1)}, at most {@code maxDelay}, give or take {@code jitter} of it, so that many
 * failures do not come back at one moment.
 *
 * @param maxAttempts at least 1; after so many failures it is dead
 * @param factor at least 1
 * @param maxDelay at least {@code initialDelay}, at most 365 days
 * @param jitter from 0 to 1
 */
public record RetryPolicy(
    int maxAttempts, Duration initialDelay, double factor, Duration maxDelay, double jitter) {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2);

  public RetryPolicy {
    check(maxAttempts >= 1, "maxAttempts", "at least 1", maxAttempts);
    check(!initialDelay.isNegative(), "initialDelay", "zero or more", initialDelay);
    check(factor >= 1, "factor", "at least 1", factor);
    check(maxDelay.compareTo(initialDelay) >= 0, "maxDelay", "at least initialDelay", maxDelay);
    check(maxDelay.compareTo(LONGEST) <= 0, "maxDelay", "at most " + LONGEST, maxDelay);
    check(jitter >= 0 && jitter <= 1, "jitter", "0 to 1", jitter);
  }

  /** 5 attempts, after 1 s, 2 s, 4 s and 8 s, give or take a fifth. */
  public static RetryPolicy defaults() {
    return DEFAULT;
  }

  /** The first failure is the last. */
  public static RetryPolicy never() {
    return defaults().attempts(1);
  }

  public RetryPolicy attempts(int newMaxAttempts) {
    return new RetryPolicy(newMaxAttempts, initialDelay, factor, maxDelay, jitter);
  }

  public RetryPolicy delays(Duration newInitialDelay, Duration newMaxDelay) {
    return new RetryPolicy(maxAttempts, newInitialDelay, factor, newMaxDelay, jitter);
  }

  public boolean exhaustedAfter(int failures) {
    return failures >= maxAttempts;
  }

  /**
   * How long to wait.
   *
   * @param failures at least 1
   * @param random from 0 to 1
   */
  public Duration delayAfter(int failures, double random) {
    double millis = (double) initialDelay.toMillis() * Math.pow(factor, failures - 1.0);
    double capped = Math.min(millis, (double) maxDelay.toMillis());
    double spread = 1 + jitter * (2 * random - 1);
    return Duration.ofMillis(Math.round(capped * spread));
  }

  private static void check(boolean right, String field, String expected, Object found) {
    if (!right) {
      throw new InvalidInputException(
          "invalid_configuration", field, "expected %s, found %s".formatted(expected, found));
    }
  }
}
