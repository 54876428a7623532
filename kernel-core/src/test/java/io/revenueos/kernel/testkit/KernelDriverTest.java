package io.revenueos.kernel.testkit;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.WorkItem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test kit, as a host would use it. */
class KernelDriverTest {
  private static final Duration LONGER_THAN_ANY_DELAY = Duration.ofHours(1);

  private final ScriptedSteps provider =
      ScriptedSteps.serving(
          TestHandlers.TYPE, StepOptions.defaults().retry(RetryPolicy.defaults().attempts(3)));
  private final KernelDriver driver =
      KernelDriver.of(
          Kernel.builder()
              .store(new InMemoryKernelStore())
              .policy(TestPolicies.acting("test.call_v1", TestHandlers.TYPE))
              .handler(provider));

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void workIsDoneStepByStep() {
    EventId id = driver.emit(TestEvents.event().build());
    assertThat(driver.kernel()).event(id).isPending();

    assertThat(driver.step()).isTrue();
    assertThat(driver.kernel())
        .event(id)
        .isCompleted()
        .hasDecision("test.call_v1", DecisionOutcome.EMIT_ACTIONS)
        .action(TestHandlers.TYPE)
        .waitsFor("worker");

    assertThat(driver.step()).isTrue();
    assertThat(driver.kernel()).event(id).action(driver.action(id).id()).isCompleted();
    assertThat(driver.step()).isFalse();
  }

  @Test
  void timePassesByHandAndTheHandlerPlaysItsScript() {
    provider.fail("no line").fail("busy");
    EventId id = driver.emit(TestEvents.event().build());

    assertThat(driver.drain()).isEqualTo(2);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isFailed(1);
    assertThat(driver.drain()).as("not due yet").isZero();

    driver.advance(LONGER_THAN_ANY_DELAY);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).failedWith("no line", "busy");

    driver.advance(LONGER_THAN_ANY_DELAY);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted().hasAttempts(2);
    assertThat(provider.calls()).hasSize(3);
  }

  @Test
  void whatIsDeadIsFoundAmongTheLetters() {
    provider.refuse("account_closed", "the provider knows them no more");
    EventId id = driver.emit(TestEvents.event().build());
    driver.drain();

    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isDead("account_closed");
    assertThat(driver.kernel())
        .deadLetters(TestEvents.SCOPE)
        .extracting(DeadLetter::item)
        .containsExactly(WorkItem.of(driver.action(id).id()));
    assertThat(driver.kernel()).deadLetters(TestEvents.OTHER_SCOPE).isEmpty();
  }

  @Test
  void signalsAreKeptAndCanBeWaitedFor() {
    driver.emit(TestEvents.event().build());
    driver.drain();

    assertThat(driver.signals().await(KernelSignal.ActionAttempted.class).type())
        .isEqualTo(TestHandlers.TYPE);
    assertThat(driver.signals().of(KernelSignal.BatchCommitted.class)).hasSize(1);
    assertThat(driver.signals().all()).hasSize(3);
  }

  @Test
  void anAssertionThatDoesNotHoldSaysWhy() {
    provider.fail("no line");
    EventId id = driver.emit(TestEvents.event().build());
    driver.drain();

    assertThatThrownBy(
            () -> assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no line");
    assertThatThrownBy(() -> assertThat(driver.kernel()).event(id).isDead("cancelled"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("reason of the dead letter of event " + id);
    assertThatThrownBy(() -> assertThat(driver.kernel()).event(new EventId(99)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("there is no event 99");
  }
}
