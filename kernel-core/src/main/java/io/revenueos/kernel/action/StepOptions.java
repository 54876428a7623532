package io.revenueos.kernel.action;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a step handler is tried, limited and cut off. Limits and circuit breaker hold per node; what
 * they turn away waits in the database and counts as no attempt. Every span of time is 1 ms to 365
 * days.
 *
 * @param timeout after which an attempt is interrupted and has failed
 * @param rateOrNull how many calls a period has room for, over all tenants; null for any number
 * @param tenantRateOrNull the same for each tenant
 * @param breaker when calls for a tenant are suspended because they keep failing
 */
public record StepOptions(
    RetryPolicy retry,
    Duration timeout,
    @Nullable Rate rateOrNull,
    @Nullable Rate tenantRateOrNull,
    Breaker breaker) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final String SPAN = "1 ms to 365 days";
  private static final StepOptions DEFAULT =
      new StepOptions(
          RetryPolicy.defaults(),
          Duration.ofMinutes(2),
          null,
          null,
          new Breaker(0.5, 20, Duration.ofSeconds(30)));

  /** So many calls in each period. */
  public record Rate(int calls, Duration per) {
    public Rate {
      check(calls >= 1, "rate.calls", "at least 1", calls);
      check(isSpan(per), "rate.per", SPAN, per);
    }
  }

  /**
   * A tenant's calls of one handler are suspended for {@code pause} when, of its last {@code calls}
   * calls on this node, at least the share {@code failureShare} failed; then a few are let through
   * to see whether it is over.
   *
   * @param failureShare from 0.001 to 1
   * @param calls from 1 to 10,000
   */
  public record Breaker(double failureShare, int calls, Duration pause) {
    public Breaker {
      check(
          failureShare >= 0.001 && failureShare <= 1,
          "breaker.failureShare",
          "0.001 to 1",
          failureShare);
      check(calls >= 1 && calls <= 10_000, "breaker.calls", "1 to 10000", calls);
      check(isSpan(pause), "breaker.pause", SPAN, pause);
    }
  }

  public StepOptions {
    check(isSpan(timeout), "timeout", SPAN, timeout);
  }

  /**
   * {@link RetryPolicy#defaults()}, 2 minutes, any rate; suspended for 30 s when half of the last
   * 20 calls failed.
   */
  public static StepOptions defaults() {
    return DEFAULT;
  }

  public StepOptions retry(RetryPolicy newRetry) {
    return new StepOptions(newRetry, timeout, rateOrNull, tenantRateOrNull, breaker);
  }

  public StepOptions timeout(Duration newTimeout) {
    return new StepOptions(retry, newTimeout, rateOrNull, tenantRateOrNull, breaker);
  }

  public StepOptions rate(int calls, Duration per) {
    return new StepOptions(retry, timeout, new Rate(calls, per), tenantRateOrNull, breaker);
  }

  public StepOptions tenantRate(int calls, Duration per) {
    return new StepOptions(retry, timeout, rateOrNull, new Rate(calls, per), breaker);
  }

  public StepOptions breaker(double failureShare, int calls, Duration pause) {
    return new StepOptions(
        retry, timeout, rateOrNull, tenantRateOrNull, new Breaker(failureShare, calls, pause));
  }

  public Optional<Rate> rate() {
    return Optional.ofNullable(rateOrNull);
  }

  public Optional<Rate> tenantRate() {
    return Optional.ofNullable(tenantRateOrNull);
  }

  private static boolean isSpan(Duration duration) {
    return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private static void check(boolean right, String field, String expected, Object found) {
    if (!right) {
      throw new InvalidInputException(
          "invalid_configuration", field, "expected %s, found %s".formatted(expected, found));
    }
  }
}
