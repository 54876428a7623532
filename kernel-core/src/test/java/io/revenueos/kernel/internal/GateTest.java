package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.runtime.KernelSignal.ActionPostponed.Cause;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which calls of a step handler go ahead. */
class GateTest {
  private static final ActionType TYPE = TestHandlers.TYPE;
  private static final TenantId A = Entities.tenant(1);
  private static final TenantId B = Entities.tenant(2);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private final Exception failure = new IllegalStateException("down");

  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final Gate gate = new Gate(nanos::get);

  private static StepHandler with(StepOptions options) {
    return ScriptedSteps.serving(TYPE, options);
  }

  private void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  private Optional<Cause> enter(StepHandler handler, TenantId tenant) {
    return gate.enter(TYPE, handler, tenant).map(Gate.Refusal::cause);
  }

  private void fail(StepHandler handler, TenantId tenant, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(enter(handler, tenant)).isEmpty();
      gate.failed(TYPE, handler, tenant, failure);
    }
  }

  @Test
  void withoutLimitsEverythingGoesAhead() {
    StepHandler handler = with(StepOptions.defaults());
    for (int i = 0; i < 1_000; i++) {
      assertThat(enter(handler, A)).isEmpty();
      gate.succeeded(TYPE, handler, A);
    }
    assertThat(gate.shutTo(A)).isEmpty();
  }

  @Test
  void aRateHoldsOverAllTenantsAndStartsAnewWithEachPeriod() {
    StepHandler handler = with(StepOptions.defaults().rate(2, PERIOD));
    assertThat(enter(handler, A)).isEmpty();
    assertThat(enter(handler, B)).isEmpty();

    Gate.Refusal refusal = gate.enter(TYPE, handler, A).orElseThrow();
    assertThat(refusal).isEqualTo(new Gate.Refusal(Cause.RATE_LIMITED, PERIOD));
    assertThat(enter(handler, B)).contains(Cause.RATE_LIMITED);

    advance(PERIOD);
    assertThat(enter(handler, A)).isEmpty();
  }

  @Test
  void aTenantRateHoldsForEachTenant() {
    StepHandler handler = with(StepOptions.defaults().tenantRate(1, PERIOD));
    assertThat(enter(handler, A)).isEmpty();
    assertThat(enter(handler, A)).contains(Cause.RATE_LIMITED);
    assertThat(enter(handler, B)).isEmpty();

    advance(PERIOD);
    assertThat(enter(handler, A)).isEmpty();
  }

  @Test
  void whatWasRefusedIsNotAskedForUntilItsPauseIsOver() {
    StepHandler handler = with(StepOptions.defaults().tenantRate(1, PERIOD));
    assertThat(enter(handler, A)).isEmpty();
    assertThat(gate.shutTo(A)).isEmpty();
    assertThat(enter(handler, A)).isPresent();

    assertThat(gate.shutTo(A)).containsExactly(TYPE);
    assertThat(gate.shutTo(B)).isEmpty();
    advance(PERIOD);
    assertThat(gate.shutTo(A)).isEmpty();
  }

  @Test
  void callsForATenantAreSuspendedWhenTheyKeepFailing() {
    StepHandler handler = with(StepOptions.defaults().breaker(0.5, 4, PERIOD));
    fail(handler, A, 4);

    assertThat(gate.enter(TYPE, handler, A)).contains(new Gate.Refusal(Cause.CIRCUIT_OPEN, PERIOD));
    assertThat(enter(handler, B)).as("somebody else's calls").isEmpty();
  }

  @Test
  void fewFailuresSuspendNothing() {
    StepHandler handler = with(StepOptions.defaults().breaker(0.5, 4, PERIOD));
    for (int i = 0; i < 20; i++) {
      assertThat(enter(handler, A)).isEmpty();
      if (i % 4 == 3) {
        gate.failed(TYPE, handler, A, failure);
      } else {
        gate.succeeded(TYPE, handler, A);
      }
    }
  }

  @Test
  void afterThePauseAFewCallsShowWhetherItIsOver() {
    StepHandler handler = with(StepOptions.defaults().breaker(1, 3, PERIOD));
    fail(handler, A, 3);
    advance(PERIOD.minusNanos(1));
    assertThat(enter(handler, A)).contains(Cause.CIRCUIT_OPEN);

    advance(Duration.ofMillis(1));
    for (int i = 0; i < 3; i++) {
      assertThat(enter(handler, A)).isEmpty();
    }
    assertThat(enter(handler, A)).as("more than a few").contains(Cause.CIRCUIT_OPEN);
    for (int i = 0; i < 3; i++) {
      gate.succeeded(TYPE, handler, A);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(enter(handler, A)).isEmpty();
      gate.succeeded(TYPE, handler, A);
    }
  }

  @Test
  void aCallThatWasLeftOrLimitedGivesItsTurnBack() {
    StepHandler handler =
        with(StepOptions.defaults().breaker(1, 1, PERIOD).rate(2, Duration.ofHours(1)));
    fail(handler, A, 1);
    advance(PERIOD.plusMillis(1));

    assertThat(enter(handler, A)).as("the one call that is let through").isEmpty();
    gate.left(TYPE, handler, A);
    for (int i = 0; i < 3; i++) {
      assertThat(enter(handler, A)).as("the circuit lets it through").contains(Cause.RATE_LIMITED);
    }
    advance(Duration.ofHours(1));
    assertThat(enter(handler, A)).isEmpty();
  }
}
