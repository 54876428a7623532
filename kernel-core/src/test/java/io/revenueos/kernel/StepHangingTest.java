package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.KernelSignal.ActionAttempted;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Slow actions that take their time, or never end: no other tenant waits for them. */
class StepHangingTest {
  private static final TenantScope A = TestEvents.SCOPE;
  private static final TenantScope B = TestEvents.OTHER_SCOPE;
  private static final Duration TIMEOUT = Duration.ofMillis(50);

  private int emitted;

  private static ScriptedSteps patient() {
    return ScriptedSteps.serving(TestHandlers.TYPE);
  }

  private static ScriptedSteps impatient() {
    return ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().timeout(TIMEOUT));
  }

  private static KernelDriver started(ScriptedSteps provider, WorkerOptions options) {
    KernelDriver driver = KernelDriver.of(TestKernels.calling(provider).workers(options));
    driver.kernel().start();
    return driver;
  }

  private EventId emit(KernelDriver driver, TenantScope scope) {
    String correlation = "req-" + emitted++;
    return driver.emit(TestEvents.event().in(scope).correlatedBy(correlation).build());
  }

  private static void awaitAttempts(KernelDriver driver, TenantScope scope, int count) {
    Await.until(
        count + " attempts",
        () -> attempts(driver).filter(scope.tenant()::equals).count() >= count);
  }

  private static Stream<TenantId> attempts(KernelDriver driver) {
    return driver.signals().of(ActionAttempted.class).stream().map(ActionAttempted::tenant);
  }

  private void assertOthersGoOn(ScriptedSteps provider, WorkerOptions options, int running) {
    try (KernelDriver driver = started(provider, options)) {
      for (int i = 0; i < 6; i++) {
        provider.hang();
        emit(driver, B);
      }
      provider.awaitHanging(running);
      // Whoever could take one more has had the time to.
      driver.kernel().awaitDrained(Duration.ofMillis(100));
      assertThat(provider.calls()).hasSize(running);
    } finally {
      provider.release();
    }
  }

  @Test
  void oneStepThreadIsAlwaysLeftToOtherTenants() {
    assertOthersGoOn(patient(), TestKernels.HASTY.stepThreads(4), 3);
  }

  @Test
  void aTenantsShareHoldsForItsSlowActionsToo() {
    assertOthersGoOn(patient(), TestKernels.HASTY.stepThreads(4).tenantShare(1), 1);
  }

  @Test
  void anotherTenantsActionDoesNotWaitForSlowOnes() {
    ScriptedSteps provider = patient().hang();
    try (KernelDriver driver = started(provider, TestKernels.HASTY.stepThreads(2))) {
      emit(driver, B);
      emit(driver, B);
      provider.awaitHanging(1);
      emit(driver, A);
      awaitAttempts(driver, A, 1);
      assertThat(attempts(driver)).containsExactly(A.tenant());
    } finally {
      provider.release();
    }
  }

  @Test
  void theThreadOfWhoIgnoresItsInterruptIsReplacedAndItsActionNotTriedBesideItself() {
    ScriptedSteps provider = impatient().hangOn();
    try (KernelDriver driver = started(provider, TestKernels.HASTY.stepThreads(1))) {
      EventId stuck = emit(driver, B);
      awaitAttempts(driver, B, 1);
      EventId quick = emit(driver, A);
      awaitAttempts(driver, A, 1);
      provider.awaitHanging(1);
      assertThat(driver.kernel()).event(quick).action(TestHandlers.TYPE).isCompleted();

      driver.clock().advance(Duration.ofHours(1));
      emit(driver, A);
      awaitAttempts(driver, A, 2);
      assertThat(driver.kernel()).event(stuck).action(TestHandlers.TYPE).isFailed(1);
      assertThat(provider.calls()).hasSize(3);

      provider.release();
      awaitAttempts(driver, B, 2);
      assertThat(driver.kernel()).event(stuck).action(TestHandlers.TYPE).isCompleted();
      assertThat(driver.signals().of(KernelSignal.WorkerFailed.class)).isEmpty();
    } finally {
      provider.release();
    }
  }

  @Test
  void noMoreThreadsAreReplacedThanThereAreStepThreads() {
    ScriptedSteps provider = impatient().hangOn().hangOn();
    try (KernelDriver driver = started(provider, TestKernels.HASTY.stepThreads(1))) {
      emit(driver, B);
      awaitAttempts(driver, B, 1);
      emit(driver, A);
      awaitAttempts(driver, A, 1);

      KernelSignal.WorkerFailed told = driver.signals().await(KernelSignal.WorkerFailed.class);
      assertThat(told.what()).isEqualTo("actions-1");
      assertThat(told.failure()).hasMessageContaining("ignore interrupts");

      provider.release();
      emit(driver, A);
      awaitAttempts(driver, A, 2);
      assertThat(driver.signals().of(KernelSignal.WorkerFailed.class)).hasSize(1);
    } finally {
      provider.release();
    }
  }

  @Test
  void anExecutorThatHasNoThreadLeftIsToldOfAndTheRestGoesOn() {
    AtomicInteger left = new AtomicInteger(4);
    Executor tight =
        task -> {
          if (left.getAndDecrement() <= 0) {
            throw new RejectedExecutionException("full");
          }
          Thread thread = new Thread(task, "tight");
          thread.setDaemon(true);
          thread.start();
        };
    ScriptedSteps provider = impatient().hangOn();
    try (KernelDriver driver =
        started(provider, TestKernels.HASTY.stepThreads(1).executor(tight))) {
      emit(driver, B);
      assertThat(driver.signals().await(KernelSignal.WorkerFailed.class).failure())
          .hasMessage("full");
      EventId waiting = emit(driver, A);

      provider.release();
      awaitAttempts(driver, A, 1);
      assertThat(driver.kernel()).event(waiting).action(TestHandlers.TYPE).isCompleted();
    } finally {
      provider.release();
    }
  }
}
