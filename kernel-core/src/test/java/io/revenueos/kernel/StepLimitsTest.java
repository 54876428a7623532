package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal.ActionAttempted;
import io.revenueos.kernel.runtime.KernelSignal.ActionPostponed;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rate limits and circuit breakers put actions off; that is no attempt. */
class StepLimitsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final KernelStore store = new InMemoryKernelStore();

  private KernelDriver driver(ScriptedSteps provider) {
    return KernelDriver.of(TestKernels.calling(provider).store(store));
  }

  private static List<EventId> emit(KernelDriver driver, int count) {
    return TestEvents.events(count).stream().map(driver::emit).toList();
  }

  @Test
  void whatIsMoreThanTheRateWaitsAndIsDoneLater() {
    StepOptions options = StepOptions.defaults().rate(2, LONG);
    ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE, options);
    List<EventId> ids;
    try (KernelDriver driver = driver(provider)) {
      ids = emit(driver, 4);
      driver.drain();

      assertThat(provider.calls()).hasSize(2);
      assertThat(driver.signals().of(ActionPostponed.class))
          .as("asked for once; the others are not even leased")
          .singleElement()
          .satisfies(
              postponed ->
                  assertThat(postponed.cause()).isEqualTo(ActionPostponed.Cause.RATE_LIMITED));
      assertThat(driver.kernel())
          .event(ids.get(2))
          .action(TestHandlers.TYPE)
          .waitsFor("worker")
          .hasAttempts(0);
    }
    ScriptedSteps other = ScriptedSteps.serving(TestHandlers.TYPE, options);
    try (KernelDriver nextNode = driver(other)) {
      nextNode.advance(LONG);

      assertThat(other.calls()).hasSize(2).allMatch(call -> call.attempt() == 1);
      assertThat(nextNode.kernel()).event(ids.get(2)).action(TestHandlers.TYPE).isCompleted();
      assertThat(nextNode.kernel()).event(ids.get(3)).action(TestHandlers.TYPE).isCompleted();
    }
  }

  @Test
  void aTenantsRateIsItsOwn() {
    ScriptedSteps provider =
        ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().tenantRate(1, LONG));
    try (KernelDriver driver = driver(provider)) {
      emit(driver, 3);
      EventId other = driver.emit(TestEvents.event().in(TestEvents.OTHER_SCOPE).build());
      driver.drain();

      assertThat(provider.calls()).hasSize(2);
      assertThat(driver.kernel()).event(other).action(TestHandlers.TYPE).isCompleted();
    }
  }

  @Test
  void callsThatKeepFailingAreSuspendedAndCountAsNoAttempts() {
    ScriptedSteps provider =
        ScriptedSteps.serving(
                TestHandlers.TYPE,
                StepOptions.defaults()
                    .retry(RetryPolicy.defaults().attempts(100))
                    .breaker(1, 3, LONG))
            .fail(3);
    try (KernelDriver driver = driver(provider)) {
      List<EventId> ids = emit(driver, 5);
      driver.drain();
      driver.advance(LONG);
      driver.advance(LONG);

      assertThat(provider.calls()).hasSize(3);
      assertThat(driver.signals().of(ActionAttempted.class)).hasSize(3);
      assertThat(driver.signals().of(ActionPostponed.class))
          .singleElement()
          .satisfies(
              postponed ->
                  assertThat(postponed.cause()).isEqualTo(ActionPostponed.Cause.CIRCUIT_OPEN));
      assertThat(driver.kernel()).event(ids.get(0)).action(TestHandlers.TYPE).isFailed(1);
      assertThat(driver.kernel())
          .event(ids.get(4))
          .action(TestHandlers.TYPE)
          .waitsFor("worker")
          .hasAttempts(0);
    }
  }
}
