package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A tenant with a backlog does not keep another one waiting. */
class FairnessTest {
  private static final int BACKLOG = 20_000;
  private static final TenantId A = TestEvents.TENANT;
  private static final TenantId B = TestEvents.OTHER_SCOPE.tenant();

  private static KernelBuilder builder() {
    return Kernel.builder()
        .store(new InMemoryKernelStore())
        .policy(TestPolicies.noop("test.seen_v1"));
  }

  private static void backlog(Kernel kernel) {
    List<KernelEvent> events = new ArrayList<>();
    for (int i = 0; i < BACKLOG; i++) {
      events.add(TestEvents.event().about("deal", "D-" + i).correlatedBy("req-" + i).build());
    }
    kernel.emitAll(events);
  }

  private static KernelEvent ofB() {
    return TestEvents.event().in(TestEvents.OTHER_SCOPE).build();
  }

  @Test
  void stepByStepTheOtherTenantsTurnIsNext() {
    try (KernelDriver driver = KernelDriver.of(builder())) {
      backlog(driver.kernel());
      driver.step();
      EventId single = driver.emit(ofB());

      driver.step();
      driver.step();

      assertThat(driver.kernel()).event(single).isCompleted();
      assertThat(driver.kernel().control().stats().events())
          .containsEntry(EventStatus.COMPLETED, 2L * 500 + 1);
    }
  }

  @Test
  void inTheBackgroundItWaitsForTheBatchesInHandOnly() throws Exception {
    CountDownLatch firstBatch = new CountDownLatch(1);
    CountDownLatch emitted = new CountDownLatch(1);
    List<TenantId> batches = new ArrayList<>();
    try (Kernel kernel =
        builder()
            .workers(WorkerOptions.defaults().threads(1))
            .listener(
                signal -> {
                  if (signal instanceof KernelSignal.BatchCommitted batch) {
                    batches.add(batch.tenant());
                    firstBatch.countDown();
                    await(emitted);
                  }
                })
            .build()) {
      backlog(kernel);
      kernel.start();
      await(firstBatch);
      kernel.emit(ofB());
      emitted.countDown();

      assertThat(kernel.awaitDrained(SignalLog.PATIENCE)).isTrue();
    }
    assertThat(batches).hasSizeGreaterThan(BACKLOG / 500);
    assertThat(batches.indexOf(B)).as("after %s", batches).isBetween(1, 2);
    assertThat(batches.get(0)).isEqualTo(A);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void slowActionsTakeTurnsToo() {
    ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
    try (KernelDriver driver = KernelDriver.of(TestKernels.calling(provider))) {
      TestEvents.events(10).forEach(driver::emit);
      driver.step();
      driver.emit(ofB());

      driver.step();
      driver.step();
      driver.step();

      assertThat(provider.calls())
          .extracting(call -> call.event().scope().tenant())
          .containsExactlyInAnyOrder(A, B);
    }
  }

  @Test
  void oneTenantsWorkAloneIsDoneWhenThatIsAskedFor() {
    ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
    try (KernelDriver driver = KernelDriver.of(TestKernels.calling(provider))) {
      EventId ofA = driver.emit(TestEvents.event().build());
      EventId ofB = driver.emit(ofB());

      assertThat(driver.kernel().runDue(B)).as("the event and its action").isEqualTo(2);

      assertThat(driver.kernel()).event(ofB).isCompleted();
      assertThat(driver.kernel()).event(ofA).isPending();
      driver.step();
      assertThat(driver.kernel().runDue(B)).isZero();
      assertThat(driver.drain()).as("the action of A").isEqualTo(1);
      assertThat(provider.calls())
          .extracting(call -> call.event().scope().tenant())
          .containsExactly(B, A);
    }
  }
}
