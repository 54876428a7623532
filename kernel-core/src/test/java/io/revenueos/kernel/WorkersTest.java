package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.StaleClaimException;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The background threads: who wakes them, and what they survive. */
class WorkersTest {
  private final ScriptedSteps provider =
      ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().retry(RetryPolicy.never()));

  private KernelDriver driver(KernelStore store, WorkerOptions options) {
    return KernelDriver.of(TestKernels.calling(provider).store(store).workers(options));
  }

  private static void awaitAttempts(KernelDriver driver, int count) {
    Await.until(
        count + " attempts",
        () -> driver.signals().of(KernelSignal.ActionAttempted.class).size() >= count);
  }

  @Test
  void workIsDoneAsSoonAsItIsEmittedWithoutPolling() {
    try (KernelDriver driver = driver(new InMemoryKernelStore(), TestKernels.NEVER_POLLING)) {
      driver.kernel().start();
      EventId id = driver.emit(TestEvents.event().build());

      awaitAttempts(driver, 1);
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    }
  }

  @Test
  void whatARatePutOffIsTakenUpWhenTheNextPeriodBeginsWithoutPolling() {
    ScriptedSteps limited =
        ScriptedSteps.serving(
            TestHandlers.TYPE, StepOptions.defaults().rate(1, Duration.ofMillis(200)));
    try (KernelDriver driver =
        KernelDriver.of(TestKernels.calling(limited).workers(TestKernels.NEVER_POLLING))) {
      TestEvents.events(3).forEach(driver::emit);
      driver.kernel().start();
      awaitAttempts(driver, 2);
    }
  }

  @Test
  void whatWasThereBeforeTheStartIsFoundAtOnce() {
    try (KernelDriver driver = driver(new InMemoryKernelStore(), TestKernels.NEVER_POLLING)) {
      EventId id = driver.emit(TestEvents.event().build());
      driver.step();
      EventId other = driver.emit(TestEvents.event().correlatedBy("req-2").build());
      driver.kernel().start();

      awaitAttempts(driver, 2);
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(driver.kernel()).event(other).action(TestHandlers.TYPE).isCompleted();
    }
  }

  @Test
  void aNodeWithoutWorkersWakesThoseOfAnother() {
    KernelStore store = new InMemoryKernelStore();
    try (KernelDriver working = driver(store, TestKernels.NEVER_POLLING);
        KernelDriver emitting = driver(store, TestKernels.NEVER_POLLING)) {
      working.kernel().start();
      EventId id = emitting.emit(TestEvents.event().build());

      awaitAttempts(working, 1);
      assertThat(emitting.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(emitting.signals().of(KernelSignal.BatchCommitted.class)).isEmpty();
    }
  }

  @Test
  void whatIsIngestedLeavesItsSlowActionsToTheWorkers() {
    try (KernelDriver driver = driver(new InMemoryKernelStore(), TestKernels.NEVER_POLLING)) {
      driver.kernel().start();
      EventId id = driver.kernel().ingest(TestEvents.event().build()).eventId();

      awaitAttempts(driver, 1);
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    }
  }

  @Test
  void whatAnOperatorRetriesIsTakenUpAtOnce() {
    try (KernelDriver driver = driver(new InMemoryKernelStore(), TestKernels.NEVER_POLLING)) {
      driver.kernel().start();
      provider.fail("no line");
      EventId id = driver.emit(TestEvents.event().build());
      awaitAttempts(driver, 1);
      ActionId action = driver.action(id).id();

      driver.kernel().control().retry(TestEvents.SCOPE, WorkItem.of(action));

      awaitAttempts(driver, 2);
      assertThat(driver.kernel()).event(id).action(action).isCompleted();
    }
  }

  @Test
  void theRestOfAFullBatchIsTakenUpAtOnce() {
    try (KernelDriver driver =
        driver(new InMemoryKernelStore(), TestKernels.NEVER_POLLING.batchSize(2))) {
      TestEvents.events(9).forEach(driver::emit);
      driver.kernel().start();

      awaitAttempts(driver, 9);
      assertThat(driver.kernel().control().stats().events())
          .containsEntry(EventStatus.COMPLETED, 9L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void theRestOfABatchThatWasRefusedIsTakenUpAtOnce(int batchSize) {
    KernelStore picky =
        new RefusingStore(
            batch -> {
              if (batch.completed().stream().anyMatch(event -> event.id().value() % 3 == 1)) {
                throw new RefusedException("bad_value", "not this one");
              }
            });
    try (KernelDriver driver = driver(picky, TestKernels.NEVER_POLLING.batchSize(batchSize))) {
      for (int i = 0; i < 9; i++) {
        driver.emit(TestEvents.event().about("deal", "D-" + i).correlatedBy("req-" + i).build());
      }
      driver.kernel().start();

      awaitAttempts(driver, 6);
      Await.until("three failed", () -> failedEvents(driver) == 3);
    }
  }

  private static long failedEvents(KernelDriver driver) {
    return driver.kernel().control().stats().events().getOrDefault(EventStatus.FAILED, 0L);
  }

  /** Fails in some way or other, so often. */
  private static KernelStore failing(int times, Function<Integer, Throwable> how) {
    AtomicInteger left = new AtomicInteger(times);
    return new ForwardingStore(new InMemoryKernelStore()) {
      @Override
      public List<OpenPartition> openPartitions(Instant now) {
        fail("scan");
        return super.openPartitions(now);
      }

      @Override
      public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
        fail("events");
        return super.inTransaction(scope, work);
      }

      private void fail(String loop) {
        if (Thread.currentThread().getName().contains("revenue-kernel-" + loop)
            && left.getAndDecrement() > 0) {
          Throwable thrown = how.apply(left.get());
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        }
      }
    };
  }

  @Test
  void aStoreThatIsUnavailableForAWhileIsTriedAgain() {
    assertSurvives(left -> new UnavailableException("restarting " + left));
  }

  @Test
  void noErrorWhateverEndsAWorker() {
    assertSurvives(left -> new IOError(new IOException("odd " + left)));
  }

  @Test
  void whoAwaitsTheEndOutlivesAStoreThatIsUnavailableForAWhile() {
    AtomicInteger left = new AtomicInteger(3);
    KernelStore away =
        new ForwardingStore(new InMemoryKernelStore()) {
          @Override
          public List<OpenPartition> openPartitions(Instant now) {
            if (!Thread.currentThread().getName().startsWith("revenue-kernel")
                && left.getAndDecrement() > 0) {
              throw new UnavailableException("restarting");
            }
            return super.openPartitions(now);
          }
        };
    try (KernelDriver driver = driver(away, TestKernels.NEVER_POLLING)) {
      EventId id = driver.emit(TestEvents.event().build());
      assertThat(driver.kernel().awaitDrained(Duration.ZERO)).as("nobody knows").isFalse();
      driver.kernel().start();

      assertThat(driver.kernel().awaitDrained(Duration.ofSeconds(30))).isTrue();
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(left).hasValueLessThan(0);
    }
  }

  private void assertSurvives(Function<Integer, Throwable> how) {
    WorkerOptions options = TestKernels.NEVER_POLLING.pollInterval(Duration.ofMillis(20));
    try (KernelDriver driver = driver(failing(3, how), options)) {
      EventId id = driver.emit(TestEvents.event().build());
      driver.kernel().start();

      awaitAttempts(driver, 1);
      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(driver.signals().of(KernelSignal.WorkerFailed.class)).hasSize(3);
    }
  }

  @Test
  void aBatchThatWasOvertakenIsClaimedAgainAtOnceAndIsNoFailure() {
    AtomicInteger left = new AtomicInteger(3);
    KernelStore overtaken =
        new RefusingStore(
            batch -> {
              if (!batch.completed().isEmpty() && left.getAndDecrement() > 0) {
                throw new StaleClaimException("an ingest was faster");
              }
            });
    try (KernelDriver driver = driver(overtaken, TestKernels.NEVER_POLLING)) {
      EventId id = driver.emit(TestEvents.event().build());
      driver.kernel().start();

      awaitAttempts(driver, 1);
      assertThat(driver.kernel()).event(id).isCompleted();
      assertThat(driver.signals().of(KernelSignal.WorkerFailed.class)).isEmpty();
      assertThat(left).hasValueLessThanOrEqualTo(0);
    }
  }
}
