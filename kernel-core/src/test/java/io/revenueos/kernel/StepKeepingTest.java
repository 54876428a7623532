package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the keeper of the leases does about actions that run on a node's background threads. */
class StepKeepingTest {
  private static final Duration LEASE = Duration.ofMillis(90);

  private final KernelStore store = new InMemoryKernelStore();
  private ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
  private KernelDriver driver = driver();

  private KernelDriver driver() {
    return KernelDriver.of(
        TestKernels.calling(provider).store(store).workers(TestKernels.HASTY.lease(LEASE)));
  }

  private void timeout(Duration timeout) {
    driver.close();
    provider = ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().timeout(timeout));
    driver = driver();
  }

  @AfterEach
  void close() {
    provider.release();
    driver.close();
  }

  private EventId emitAndStart() {
    EventId id = driver.emit(TestEvents.event().build());
    driver.kernel().start();
    return id;
  }

  private void awaitAttempt(ActionStatus status) {
    driver
        .signals()
        .await(KernelSignal.ActionAttempted.class, attempted -> attempted.status() == status);
  }

  private Optional<StepEntry> entry(ActionId action) {
    return TestKernels.step(store, action);
  }

  @Test
  void theLeaseOfARunningActionIsKept() {
    provider.hangOn();
    EventId id = emitAndStart();
    provider.awaitHanging(1);
    ActionId action = driver.action(id).id();

    driver.clock().advance(Duration.ofDays(1));

    Await.until(
        "the lease ends a day later",
        () ->
            entry(action)
                .flatMap(StepEntry::lease)
                .filter(lease -> lease.until().equals(driver.clock().instant().plus(LEASE)))
                .isPresent());
    provider.release();
    driver.signals().await(KernelSignal.ActionAttempted.class);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    assertThat(provider.calls()).hasSize(1);
  }

  @Test
  void whatTakesTooLongIsInterruptedAndTriedAgain() {
    timeout(Duration.ofMillis(50));
    provider.hang();
    EventId id = emitAndStart();

    provider.awaitInterrupts(1);
    driver.signals().await(KernelSignal.ActionAttempted.class);
    assertThat(driver.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isFailed(1)
        .failedWith("not done within PT0.05S");

    driver.clock().advance(Duration.ofHours(1));
    awaitAttempt(ActionStatus.COMPLETED);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    assertThat(driver.signals().of(KernelSignal.LeaseLost.class)).isEmpty();
  }

  @Test
  void whoIgnoresTheInterruptIsNotListenedToAnyMore() {
    timeout(Duration.ofMillis(50));
    provider.hangOn();
    EventId id = emitAndStart();
    provider.awaitInterrupts(1);
    driver.signals().await(KernelSignal.ActionAttempted.class);

    provider.release();
    driver.signals().await(KernelSignal.LeaseLost.class);

    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isFailed(1);
    driver.clock().advance(Duration.ofHours(1));
    awaitAttempt(ActionStatus.COMPLETED);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted().hasAttempts(1);
    assertThat(driver.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
  }

  @Test
  void aRunningActionThatIsCancelledIsInterrupted() {
    provider.hang();
    EventId id = emitAndStart();
    provider.awaitHanging(1);

    driver.kernel().control().cancel(TestEvents.SCOPE, driver.action(id).id(), "ada", "wrong deal");

    provider.awaitInterrupts(1);
    driver.signals().await(KernelSignal.LeaseLost.class);
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isDead("cancelled");
    assertThat(driver.signals().of(KernelSignal.ActionAttempted.class)).isEmpty();
  }

  @Test
  void aThreadThatWasInterruptedForOneActionRunsTheNextUndisturbed() {
    timeout(Duration.ofMillis(50));
    provider
        .hang()
        .answer(
            context -> {
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return Outcome.completed();
            });
    EventId first = emitAndStart();
    EventId second = driver.emit(TestEvents.event().correlatedBy("req-2").build());

    awaitAttempt(ActionStatus.FAILED);
    awaitAttempt(ActionStatus.COMPLETED);
    assertThat(driver.kernel()).event(first).action(TestHandlers.TYPE).isFailed(1);
    assertThat(driver.kernel()).event(second).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void closingGivesARunningActionBackAtOnceAndCountsNoAttempt() {
    provider.hang();
    EventId id = emitAndStart();
    provider.awaitHanging(1);
    ActionId action = driver.action(id).id();

    driver.close();

    provider.awaitInterrupts(1);
    StepEntry entry = entry(action).orElseThrow();
    assertThat(entry.lease()).isEmpty();
    assertThat(entry.attempts()).isZero();
    assertThat(entry.dueAt()).isEqualTo(driver.clock().instant());
    try (KernelDriver next = driver()) {
      next.drain();
      assertThat(next.kernel()).event(id).action(TestHandlers.TYPE).isCompleted().hasAttempts(0);
      assertThat(provider.calls().get(1).attempt()).isEqualTo(1);
    }
  }

  @Test
  void anOutcomeThatComesAfterTheActionWasGivenBackIsDiscarded() {
    provider.hangOn();
    EventId id = emitAndStart();
    provider.awaitHanging(1);
    ActionId action = driver.action(id).id();
    Thread closing = new Thread(driver::close, "closing");
    closing.start();
    provider.awaitInterrupts(1);

    provider.release();
    driver.signals().await(KernelSignal.LeaseLost.class);

    Await.until("given back", () -> entry(action).orElseThrow().attempts() == 0);
    try (KernelDriver next = driver()) {
      next.drain();
      assertThat(next.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    }
  }
}
