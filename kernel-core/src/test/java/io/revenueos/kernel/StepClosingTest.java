package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Actions that are leased or running when their node closes. */
class StepClosingTest {
  private final ScriptedSteps provider =
      ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().retry(RetryPolicy.never()));

  private KernelDriver driver(KernelStore store, WorkerOptions options) {
    return KernelDriver.of(TestKernels.calling(provider).store(store).workers(options));
  }

  /** A store in which whoever leased an action stays there for a while. */
  private static final class ParkingStore extends ForwardingStore {
    final CountDownLatch leased = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    ParkingStore() {
      super(new InMemoryKernelStore());
    }

    @Override
    public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
      T result = super.inTransaction(scope, work);
      if (Thread.currentThread().getName().startsWith("revenue-kernel-actions")
          && leased.getCount() > 0) {
        leased.countDown();
        try {
          goOn.await(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
          throw new AssertionError(stopped);
        }
      }
      return result;
    }
  }

  @Test
  void whatIsLeasedWhileTheNodeClosesIsGivenBackUntried() throws Exception {
    ParkingStore store = new ParkingStore();
    EventId id;
    ActionId action;
    try (KernelDriver driver = driver(store, TestKernels.NEVER_POLLING)) {
      id = driver.emit(TestEvents.event().build());
      driver.step();
      action = driver.action(id).id();
      driver.kernel().start();
      store.leased.await();
      Thread closing = TestKernels.closing(driver.kernel());

      store.goOn.countDown();
      closing.join(SignalLog.PATIENCE.toMillis());
    }

    assertThat(provider.calls()).isEmpty();
    StepEntry entry = TestKernels.step(store, action).orElseThrow();
    assertThat(entry.lease()).isEmpty();
    assertThat(entry.attempts()).isZero();
    try (KernelDriver next = driver(store, TestKernels.NEVER_POLLING)) {
      assertThat(next.drain()).isEqualTo(1);
      assertThat(next.kernel()).event(id).action(action).isCompleted();
    }
  }

  @Test
  void theLeaseOfARunningActionIsKeptWhileTheNodeCloses() throws Exception {
    KernelStore store = new InMemoryKernelStore();
    Duration lease = Duration.ofMillis(90);
    try (KernelDriver driver = driver(store, TestKernels.NEVER_POLLING.lease(lease))) {
      provider.hangOn();
      EventId id = driver.emit(TestEvents.event().build());
      driver.kernel().start();
      provider.awaitHanging(1);
      ActionId action = driver.action(id).id();
      Thread closing = TestKernels.closing(driver.kernel());

      driver.clock().advance(Duration.ofDays(1));
      Await.until(
          "the lease is renewed",
          () ->
              TestKernels.step(store, action)
                  .flatMap(StepEntry::lease)
                  .filter(held -> held.until().isAfter(driver.clock().instant()))
                  .isPresent());
      provider.release();
      closing.join(SignalLog.PATIENCE.toMillis());

      assertThat(driver.signals().of(KernelSignal.ActionAttempted.class)).hasSize(1);
    }
  }
}
