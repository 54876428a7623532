package io.revenueos.kernel.openai;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.revenueos.kernel.action.StepOptions.Breaker;
import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets calls through to a model, or refuses them while it keeps failing. Thread-safe. */
final class CallGate {
  private final String model;
  private final Breaker options;
  private final CircuitBreaker breaker;

  /**
   * @param nanos counts on whatever the clocks do; {@link System#nanoTime} but for tests
   */
  CallGate(String model, Breaker options, LongSupplier nanos) {
    this.model = model;
    this.options = options;
    this.breaker =
        CircuitBreaker.of(
            "model",
            CircuitBreakerConfig.custom()
                .failureRateThreshold((float) (100 * options.failureShare()))
                .slidingWindowSize(options.calls())
                .minimumNumberOfCalls(options.calls())
                .permittedNumberOfCallsInHalfOpenState(Math.min(3, options.calls()))
                .waitDurationInOpenState(options.pause())
                .clock(new SteadyClock(nanos))
                .build());
  }

  /**
   * Asks for a call; who gets it must report how it ended, once.
   *
   * @throws ChatException retriable, when calls are suspended
   */
  void enter() {
    if (!breaker.tryAcquirePermission()) {
      throw new ChatException(
          Kind.RETRIABLE,
          "%s is not asked for up to %s: it failed too often of late"
              .formatted(model, options.pause()),
          options.pause());
    }
  }

  void succeeded() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** Only what may pass by itself says that the model is in trouble: not a bad request or key. */
  void failed(ChatException reason) {
    if (reason.kind() == Kind.RETRIABLE) {
      breaker.onError(0, TimeUnit.NANOSECONDS, reason);
    } else {
      left();
    }
  }

  /** The call ended in neither way. */
  void left() {
    breaker.releasePermission();
  }
}
