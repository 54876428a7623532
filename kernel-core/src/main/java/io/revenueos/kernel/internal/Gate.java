package io.revenueos.kernel.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.runtime.KernelSignal.ActionPostponed;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Lets calls of step handlers through, or puts them off: rate limits per handler and per tenant,
 * and a circuit breaker per handler and tenant. Of this node; thread-safe.
 */
final class Gate {
  /** One handler, for one tenant. */
  private record Key(ActionType type, TenantId tenant) {}

  /** Not now: why, and for how long. */
  record Refusal(ActionPostponed.Cause cause, Duration pause) {}

  private static final int ROOM = 10_000;

  private final LongSupplier nanos;
  private final Map<ActionType, AtomicRateLimiter> limiters = new ConcurrentHashMap<>();
  private final Map<Key, AtomicRateLimiter> tenantLimiters = new ConcurrentHashMap<>();
  private final Map<Key, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<Key, Long> shutUntil = new ConcurrentHashMap<>();
  private final AtomicInteger sweepAt = new AtomicInteger(ROOM);

  /**
   * @param nanos counts on whatever the clocks do; {@link System#nanoTime} but for tests
   */
  Gate(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The types that a tenant's last call of was refused just now: asking again is no use yet. */
  Set<ActionType> shutTo(TenantId tenant) {
    shutUntil.values().removeIf(until -> until - nanos.getAsLong() <= 0);
    return shutUntil.keySet().stream()
        .filter(key -> key.tenant().equals(tenant))
        .map(Key::type)
        .collect(Collectors.toSet());
  }

  /**
   * Asks for a call; who gets it must report how it ended, once.
   *
   * @return why not; empty to go ahead
   */
  Optional<Refusal> enter(ActionType type, StepOptions options, TenantId tenant) {
    forgetIdle();
    Key key = new Key(type, tenant);
    Optional<Refusal> refusal = ask(key, options);
    refusal.ifPresent(refused -> shutUntil.put(key, nanos.getAsLong() + refused.pause().toNanos()));
    return refusal;
  }

  /** What is forgotten would answer as what takes its place; costs little per call. */
  private void forgetIdle() {
    int limit = sweepAt.get();
    if (size() >= limit && sweepAt.compareAndSet(limit, Integer.MAX_VALUE)) {
      synchronized (limiters) {
        tenantLimiters.values().removeIf(Gate::isFull);
      }
      breakers.values().removeIf(Gate::isUntroubled);
      sweepAt.set(Math.max(ROOM, 2 * size()));
    }
  }

  private static boolean isFull(AtomicRateLimiter limiter) {
    return limiter.getMetrics().getAvailablePermissions()
        >= limiter.getRateLimiterConfig().getLimitForPeriod();
  }

  private static boolean isUntroubled(CircuitBreaker breaker) {
    return breaker.getState() == CircuitBreaker.State.CLOSED
        && breaker.getMetrics().getNumberOfFailedCalls() == 0;
  }

  /** How many limiters and breakers of tenants are remembered. */
  int size() {
    return tenantLimiters.size() + breakers.size();
  }

  private Optional<Refusal> ask(Key key, StepOptions options) {
    CircuitBreaker breaker = breaker(key, options);
    if (!breaker.tryAcquirePermission()) {
      return Optional.of(
          new Refusal(ActionPostponed.Cause.CIRCUIT_OPEN, options.breaker().pause()));
    }
    Optional<Refusal> limited = limited(key, options);
    if (limited.isPresent()) {
      breaker.releasePermission();
    }
    return limited;
  }

  /** Takes a permit of both limits or of none: what the one refuses does not use up the other. */
  private Optional<Refusal> limited(Key key, StepOptions options) {
    synchronized (limiters) {
      List<AtomicRateLimiter> asked = new ArrayList<>();
      options
          .rate()
          .ifPresent(
              rate -> asked.add(limiters.computeIfAbsent(key.type(), type -> limiter(rate))));
      options
          .tenantRate()
          .ifPresent(rate -> asked.add(tenantLimiters.computeIfAbsent(key, k -> limiter(rate))));
      long wait = asked.stream().mapToLong(Gate::nanosToWait).max().orElse(0);
      if (wait > 0) {
        return Optional.of(new Refusal(ActionPostponed.Cause.RATE_LIMITED, Duration.ofNanos(wait)));
      }
      asked.forEach(AtomicRateLimiter::acquirePermission);
      return Optional.empty();
    }
  }

  /** Until the period begins that has room; 0 when this one has. */
  private static long nanosToWait(AtomicRateLimiter limiter) {
    return limiter.getDetailedMetrics().getNanosToWait();
  }

  void succeeded(ActionType type, StepOptions options, TenantId tenant) {
    breaker(new Key(type, tenant), options).onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(ActionType type, StepOptions options, TenantId tenant, Throwable thrown) {
    breaker(new Key(type, tenant), options).onError(0, TimeUnit.NANOSECONDS, thrown);
  }

  /** The call ended in neither way. */
  void left(ActionType type, StepOptions options, TenantId tenant) {
    breaker(new Key(type, tenant), options).releasePermission();
  }

  private AtomicRateLimiter limiter(StepOptions.Rate rate) {
    return new AtomicRateLimiter(
        "step",
        RateLimiterConfig.custom()
            .limitForPeriod(rate.calls())
            .limitRefreshPeriod(rate.per())
            .timeoutDuration(Duration.ZERO)
            .build(),
        nanos::getAsLong);
  }

  private CircuitBreaker breaker(Key key, StepOptions options) {
    StepOptions.Breaker breaker = options.breaker();
    return breakers.computeIfAbsent(
        key,
        k ->
            CircuitBreaker.of(
                "step",
                CircuitBreakerConfig.custom()
                    .failureRateThreshold((float) (100 * breaker.failureShare()))
                    .slidingWindowSize(breaker.calls())
                    .minimumNumberOfCalls(breaker.calls())
                    .permittedNumberOfCallsInHalfOpenState(Math.min(3, breaker.calls()))
                    .waitDurationInOpenState(breaker.pause())
                    .clock(new Steady(nanos))
                    .build()));
  }

  /** Some instant or other, which only moves forward: a breaker must not wait for a clock. */
  private static final class Steady extends Clock {
    private final LongSupplier nanos;

    Steady(LongSupplier nanos) {
      this.nanos = nanos;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(nanos.getAsLong());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
