package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.runtime.KernelSignal.ActionPostponed.Cause;
import io.revenueos.kernel.tenant.TenantId;
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
  private static final Duration LONG = Duration.ofHours(1);
  private final Exception failure = new IllegalStateException("down");

  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final Gate gate = new Gate(nanos::get);

  private void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  private Optional<Cause> enter(StepOptions options, TenantId tenant) {
    return gate.enter(TYPE, options, tenant).map(Gate.Refusal::cause);
  }

  private void fail(StepOptions options, TenantId tenant, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(enter(options, tenant)).isEmpty();
      gate.failed(TYPE, options, tenant, failure);
    }
  }

  @Test
  void withoutLimitsEverythingGoesAhead() {
    StepOptions options = StepOptions.defaults();
    for (int i = 0; i < 1_000; i++) {
      assertThat(enter(options, A)).isEmpty();
      gate.succeeded(TYPE, options, A);
    }
    assertThat(gate.shutTo(A)).isEmpty();
  }

  @Test
  void aRateHoldsOverAllTenantsAndStartsAnewWithEachPeriod() {
    StepOptions options = StepOptions.defaults().rate(2, PERIOD);
    assertThat(enter(options, A)).isEmpty();
    assertThat(enter(options, B)).isEmpty();

    Gate.Refusal refusal = gate.enter(TYPE, options, A).orElseThrow();
    assertThat(refusal).isEqualTo(new Gate.Refusal(Cause.RATE_LIMITED, PERIOD));
    assertThat(enter(options, B)).contains(Cause.RATE_LIMITED);

    advance(PERIOD);
    assertThat(enter(options, A)).isEmpty();
  }

  @Test
  void aTenantRateHoldsForEachTenant() {
    StepOptions options = StepOptions.defaults().tenantRate(1, PERIOD);
    assertThat(enter(options, A)).isEmpty();
    assertThat(enter(options, A)).contains(Cause.RATE_LIMITED);
    assertThat(enter(options, B)).isEmpty();

    advance(PERIOD);
    assertThat(enter(options, A)).isEmpty();
  }

  @Test
  void whatIsTurnedAwayWaitsForTheNextPeriodOnly() {
    StepOptions options = StepOptions.defaults().rate(1, PERIOD);
    assertThat(enter(options, A)).isEmpty();
    advance(PERIOD.minusSeconds(1));

    assertThat(gate.enter(TYPE, options, A))
        .contains(new Gate.Refusal(Cause.RATE_LIMITED, Duration.ofSeconds(1)));

    advance(Duration.ofSeconds(1));
    assertThat(gate.shutTo(A)).isEmpty();
    assertThat(enter(options, A)).isEmpty();
  }

  @Test
  void whatOneLimitTurnsAwayDoesNotUseUpTheOther() {
    StepOptions options = StepOptions.defaults().rate(2, PERIOD).tenantRate(1, PERIOD.dividedBy(2));
    assertThat(enter(options, A)).isEmpty();
    assertThat(enter(options, A)).as("its own rate").contains(Cause.RATE_LIMITED);
    assertThat(enter(options, B)).as("the handler has room").isEmpty();

    advance(PERIOD.dividedBy(2));
    assertThat(enter(options, A)).as("the handler's rate").contains(Cause.RATE_LIMITED);
    StepOptions alone = StepOptions.defaults().tenantRate(1, PERIOD.dividedBy(2));
    assertThat(enter(alone, A)).as("its own has room").isEmpty();
  }

  @Test
  void whatWasRefusedIsNotAskedForUntilItsPauseIsOver() {
    StepOptions options = StepOptions.defaults().tenantRate(1, PERIOD);
    assertThat(enter(options, A)).isEmpty();
    assertThat(gate.shutTo(A)).isEmpty();
    assertThat(enter(options, A)).isPresent();

    assertThat(gate.shutTo(A)).containsExactly(TYPE);
    assertThat(gate.shutTo(B)).isEmpty();
    advance(PERIOD);
    assertThat(gate.shutTo(A)).isEmpty();
  }

  @Test
  void callsForATenantAreSuspendedWhenTheyKeepFailing() {
    StepOptions options = StepOptions.defaults().breaker(0.5, 4, PERIOD);
    fail(options, A, 4);

    assertThat(gate.enter(TYPE, options, A)).contains(new Gate.Refusal(Cause.CIRCUIT_OPEN, PERIOD));
    assertThat(enter(options, B)).as("somebody else's calls").isEmpty();
  }

  @Test
  void fewFailuresSuspendNothing() {
    StepOptions options = StepOptions.defaults().breaker(0.5, 4, PERIOD);
    for (int i = 0; i < 20; i++) {
      assertThat(enter(options, A)).isEmpty();
      if (i % 4 == 3) {
        gate.failed(TYPE, options, A, failure);
      } else {
        gate.succeeded(TYPE, options, A);
      }
    }
  }

  @Test
  void afterThePauseAFewCallsShowWhetherItIsOver() {
    StepOptions options = StepOptions.defaults().breaker(1, 3, PERIOD);
    fail(options, A, 3);
    advance(PERIOD.minusNanos(1));
    assertThat(enter(options, A)).contains(Cause.CIRCUIT_OPEN);

    advance(Duration.ofMillis(1));
    for (int i = 0; i < 3; i++) {
      assertThat(enter(options, A)).isEmpty();
    }
    assertThat(enter(options, A)).as("more than a few").contains(Cause.CIRCUIT_OPEN);
    for (int i = 0; i < 3; i++) {
      gate.succeeded(TYPE, options, A);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(enter(options, A)).isEmpty();
      gate.succeeded(TYPE, options, A);
    }
  }

  @Test
  void aCallThatWasLeftOrLimitedGivesItsTurnBack() {
    StepOptions options = StepOptions.defaults().breaker(1, 1, PERIOD).rate(2, Duration.ofHours(1));
    fail(options, A, 1);
    advance(PERIOD.plusMillis(1));

    assertThat(enter(options, A)).as("the one call that is let through").isEmpty();
    gate.left(TYPE, options, A);
    for (int i = 0; i < 3; i++) {
      assertThat(enter(options, A)).as("the circuit lets it through").contains(Cause.RATE_LIMITED);
    }
    advance(Duration.ofHours(1));
    assertThat(enter(options, A)).isEmpty();
  }

  @Test
  void tenantsThatAreIdleAreForgottenAndThoseInTroubleAreNot() {
    StepOptions options = StepOptions.defaults().tenantRate(1, PERIOD).breaker(0.5, 1, LONG);
    fail(options, A, 1);
    for (int i = 10; i < 40_000; i++) {
      assertThat(enter(options, Entities.tenant(i))).isEmpty();
      gate.succeeded(TYPE, options, Entities.tenant(i));
      advance(Duration.ofMillis(10));
    }

    assertThat(gate.size()).isLessThan(10_010);
    assertThat(enter(options, A)).contains(Cause.CIRCUIT_OPEN);
    assertThat(enter(options, Entities.tenant(39_999))).contains(Cause.RATE_LIMITED);
  }
}
