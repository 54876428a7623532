package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.HostTransaction;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways in, and what listeners are told of them. */
class EmitTest {
  private final KernelStore store = new InMemoryKernelStore();
  private final KernelDriver driver =
      KernelDriver.of(
          Kernel.builder()
              .store(store)
              .policy(TestPolicies.noop("test.seen_v1"))
              .maxPayloadBytes(100)
              .requireRegisteredTenants());

  @AfterEach
  void close() {
    driver.close();
  }

  private void register() {
    driver.kernel().register(TestKernels.tenant(JsonObject.empty()));
  }

  private static KernelEvent event(String correlation) {
    return TestEvents.event().correlatedBy(correlation).build();
  }

  @Test
  void manyEventsGetTheirIdsInTheirOrderAndDuplicatesTheFirstOnes() {
    register();
    List<Receipt> receipts =
        driver.kernel().emitAll(List.of(event("a"), event("b"), event("a"), event("c")));

    assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, false, true, false);
    assertThat(receipts.get(2).eventId()).isEqualTo(receipts.get(0).eventId());
    assertThat(receipts.stream().filter(receipt -> !receipt.duplicate()).map(Receipt::eventId))
        .extracting(EventId::value)
        .isSorted();
    assertThat(driver.signals().of(KernelSignal.EventsAccepted.class))
        .containsExactly(new KernelSignal.EventsAccepted(3, 1));
    assertThat(driver.kernel().emitAll(List.of())).isEmpty();
  }

  @Test
  void allAreAcceptedOrNone() {
    register();
    KernelEvent stranger = TestEvents.event().in(TestEvents.OTHER_SCOPE).build();
    KernelEvent tooLarge = TestEvents.event().with("text", "x".repeat(100)).build();

    assertThatThrownBy(() -> driver.kernel().emitAll(List.of(event("a"), stranger)))
        .isInstanceOf(RefusedException.class);
    assertRefused(() -> driver.kernel().emitAll(List.of(event("a"), tooLarge))).at("payload");

    assertThat(driver.kernel()).hasEvents(0);
    assertThat(driver.signals().all()).isEmpty();
  }

  @Test
  void inATransactionOfTheHostsTheHostDecides() {
    register();
    AtomicBoolean asked = new AtomicBoolean();
    HostTransaction transaction =
        (events, admission, at, wake) -> {
          asked.set(true);
          assertThat(at).isEqualTo(driver.clock().instant());
          return store.accept(events, admission, at, wake);
        };
    assertRefused(
            () ->
                driver
                    .kernel()
                    .emit(TestEvents.event().with("text", "x".repeat(100)).build(), transaction))
        .at("payload");
    assertThat(driver.kernel().emitAll(List.of(), transaction)).isEmpty();
    assertThat(asked).isFalse();

    Receipt receipt = driver.kernel().emit(event("a"), transaction);

    assertThat(asked).isTrue();
    assertThat(driver.signals().all()).as("whether it commits, nobody knows").isEmpty();
    driver.drain();
    assertThat(driver.kernel()).event(receipt.eventId()).isCompleted();
  }

  @Test
  void theAgeOfTheOldestDueWorkIsTheLag() {
    register();
    assertThat(driver.kernel().control().lag()).isZero();
    driver.emit(event("a"));
    driver.clock().advance(Duration.ofSeconds(90));

    assertThat(driver.kernel().control().lag()).isEqualTo(Duration.ofSeconds(90));
    driver.drain();
    assertThat(driver.kernel().control().lag()).isZero();
  }

  @Test
  void aDeactivatedTenantsQueueStandsStillUntilItIsActiveAgain() {
    register();
    EventId id = driver.emit(event("a"));
    driver.kernel().register(TestKernels.tenant(JsonObject.empty()).deactivated());

    assertThat(driver.drain()).isZero();
    assertThat(driver.kernel()).event(id).isPending();
    register();
    assertThat(driver.drain()).isEqualTo(1);
    assertThat(driver.kernel()).event(id).isCompleted();
  }

  @Test
  void aListenerThatThrowsSpoilsNothing() {
    try (KernelDriver watched =
        KernelDriver.of(
            TestKernels.builder(TestPolicies.noop("test.seen_v1"))
                .listener(
                    signal -> {
                      throw new AssertionError("a broken listener");
                    }))) {
      EventId id = watched.emit(event("a"));
      watched.drain();

      assertThat(watched.kernel()).event(id).isCompleted();
      assertThat(watched.signals().all()).as("the next listener is told").hasSize(2);
    }
  }

  @Test
  void aPauseDuringABatchComesAfterIt() {
    CompletableFuture<KernelControl> control = new CompletableFuture<>();
    try (KernelDriver pausing =
        KernelDriver.of(
            TestKernels.builder(
                    TestPolicies.acting(
                        "test.do_v1",
                        TestPolicies.action(TestHandlers.TYPE, "test.do_v1", ".do"),
                        TestPolicies.action(ActionType.TASK_CREATE, "test.do_v1", ".task")))
                .handler(
                    TestHandlers.handling(
                        TestHandlers.TYPE,
                        (action, context) -> {
                          control.join().pauseKernel("ada", "in the middle of it");
                          return Outcome.completed();
                        }))
                .workers(WorkerOptions.defaults().batchSize(3)))) {
      control.complete(pausing.kernel().control());
      for (int i = 0; i < 6; i++) {
        pausing.emit(TestEvents.event().about("deal", "D-1").correlatedBy("req-" + i).build());
      }

      assertThat(pausing.drain()).as("the batch in hand").isEqualTo(1);

      assertThat(pausing.kernel().control().stats().events())
          .containsEntry(EventStatus.COMPLETED, 3L)
          .containsEntry(EventStatus.PENDING, 3L);
      assertThat(pausing.kernel())
          .event(new EventId(3))
          .action(ActionType.TASK_CREATE)
          .isCompleted();
    }
  }

  @Test
  void whoWaitsForTheEndOfTheWorkWaitsForRetriesButNotForWhatStandsStill() {
    register();
    assertThat(driver.kernel().awaitDrained(Duration.ZERO)).as("nothing to do").isTrue();
    driver.emit(event("a"));
    assertThat(driver.kernel().awaitDrained(Duration.ZERO)).as("nobody works").isFalse();

    driver.kernel().control().pauseTenant(TestEvents.TENANT, "ada", "why not");
    assertThat(driver.kernel().awaitDrained(SignalLog.PATIENCE)).isTrue();
    Thread.currentThread().interrupt();
    driver.kernel().control().resume(Pause.Kind.TENANT, TestEvents.TENANT.toString());
    assertThat(driver.kernel().awaitDrained(Duration.ofDays(400_000))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
