package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Traceparent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What batches and single events leave behind beside their decisions. */
class FollowUpTest {
  private static final Traceparent TRACE =
      new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  private static final Traceparent OTHER =
      new Traceparent("00-11111111111111111111111111111111-2222222222222222-00");
  private static final Policy ASKING = TestPolicies.acting("test.ask_v1", TestHandlers.TYPE);

  private static KernelDriver driver(ActionHandler handler) {
    return KernelDriver.of(TestKernels.builder(ASKING).handler(handler));
  }

  private static Optional<Traceparent> traceOf(KernelDriver driver, EventId id) {
    return driver
        .kernel()
        .explain(TestEvents.SCOPE, id)
        .orElseThrow()
        .root()
        .decisions()
        .get(0)
        .actions()
        .get(0)
        .caused()
        .get(0)
        .event()
        .event()
        .traceparent();
  }

  @Test
  void aFollowUpIsProcessedInALaterBatchAndBelongsToTheTraceOfItsCause() {
    try (KernelDriver driver =
        driver(TestHandlers.emitting(cause -> TestEvents.event("answered").build()))) {
      EventId id = driver.emit(TestEvents.event().build().tracedBy(TRACE));
      assertThat(driver.drain()).isEqualTo(2);

      EventId followUp = new EventId(id.value() + 1);
      assertThat(driver.kernel()).hasEvents(2).event(id).caused(followUp);
      assertThat(driver.kernel()).event(followUp).isCompleted();
      assertThat(traceOf(driver, id)).contains(TRACE);
    }
  }

  @Test
  void whoIngestsProcessesTheFollowUpsTooWhateverWorkersThereAre() throws Exception {
    List<String> threads = new CopyOnWriteArrayList<>();
    Policy watching =
        TestPolicies.answering(
                "test.watch_v1",
                (event, facts) -> {
                  threads.add(Thread.currentThread().getName());
                  return TestPolicies.noop("test.watch_v1").decide(event, facts);
                })
            .on("answered", TestEvents.SOURCE);
    CountDownLatch scanned = new CountDownLatch(1);
    KernelStore store =
        new ForwardingStore(new InMemoryKernelStore()) {
          @Override
          public List<TenantId> tenantsWithSteps() {
            scanned.countDown();
            return super.tenantsWithSteps();
          }
        };
    try (Kernel kernel =
        TestKernels.builder(ASKING, watching)
            .store(store)
            .handler(
                TestHandlers.emitting(
                    cause ->
                        TestEvents.event("answered")
                            .correlatedBy(cause.correlationId().value())
                            .build()))
            .workers(WorkerOptions.defaults().pollInterval(Duration.ofHours(1)))
            .build()) {
      kernel.start();
      scanned.await();
      for (int i = 0; i < 100; i++) {
        kernel.ingest(TestEvents.event().correlatedBy("req-" + i).build());
      }
    }
    assertThat(threads).hasSize(100).containsOnly(Thread.currentThread().getName());
  }

  @Test
  void aFollowUpWithATraceOfItsOwnKeepsIt() {
    KernelEvent traced = TestEvents.event("answered").build().tracedBy(OTHER);
    try (KernelDriver driver = driver(TestHandlers.emitting(cause -> traced))) {
      EventId id = driver.emit(TestEvents.event().build().tracedBy(TRACE));
      driver.drain();

      assertThat(traceOf(driver, id)).contains(OTHER);
    }
  }

  @Test
  void aFollowUpMayOnlyGoToAWorkspaceThatTheTenantHas() {
    WorkspaceId unknown = new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"));
    KernelEvent astray = TestEvents.event("answered").in(TestEvents.SCOPE.in(unknown)).build();
    try (KernelDriver driver = driver(TestHandlers.emitting(cause -> astray))) {
      driver.kernel().register(TestKernels.tenant(JsonObject.empty()));
      EventId id = driver.emit(TestEvents.event().build());
      driver.drain();

      assertThat(driver.kernel()).hasEvents(1);
      assertThat(driver.kernel().explain(TestEvents.SCOPE, id).orElseThrow().root().errorOrNull())
          .contains("has no workspace " + unknown);
    }
  }

  @Test
  void anActionWhoseEffectsAreThereAlreadyIsSkippedAndEmitsNothing() {
    ActionHandler once =
        TestHandlers.handling(
            TestHandlers.TYPE,
            (action, context) ->
                new Outcome.Completed(
                    JsonObject.empty(),
                    List.of(TestHandlers.task("one-key-for-all")),
                    List.of(
                        TestEvents.event("answered")
                            .correlatedBy(context.event().correlationId().value())
                            .build())));
    try (KernelDriver driver = driver(once)) {
      EventId first = driver.emit(TestEvents.event().build());
      EventId second = driver.emit(TestEvents.event().correlatedBy("req-2").build());
      driver.drain();

      assertThat(driver.kernel())
          .hasEvents(3)
          .event(first)
          .hasAction(TestHandlers.TYPE, ActionStatus.COMPLETED)
          .hasEffectsIn("tasks");
      assertThat(driver.kernel())
          .event(second)
          .isCompleted()
          .caused()
          .action(TestHandlers.TYPE)
          .isSkipped("effect_already_there")
          .hasEffectsIn();
    }
  }

  @Test
  void whenTheStoreIsUnavailableAnIngestLeavesNothingAndMayBeRepeated() {
    AtomicInteger calls = new AtomicInteger();
    ActionHandler unlucky =
        TestHandlers.handling(
            TestHandlers.TYPE,
            (action, context) -> {
              if (calls.incrementAndGet() == 1) {
                throw new UnavailableException("the connection was lost");
              }
              return Outcome.completed();
            });
    try (KernelDriver driver = driver(unlucky)) {
      assertThatThrownBy(() -> driver.kernel().ingest(TestEvents.event().build()))
          .isInstanceOf(UnavailableException.class)
          .hasMessage("the connection was lost");
      assertThat(driver.kernel()).hasEvents(0);

      ProcessedEvent again = driver.kernel().ingest(TestEvents.event().build());
      assertThat(again.duplicate()).isFalse();
      assertThat(driver.kernel()).event(again.eventId()).isCompleted();
    }
  }

  /** A store that cannot tell other nodes anything. */
  private static KernelStore mute() {
    return new ForwardingStore(new InMemoryKernelStore()) {
      @Override
      public void signal() {
        throw new UnavailableException("no connection left");
      }
    };
  }

  @Test
  void thatOtherNodesCannotBeToldIsNoReasonToDenyAPause() {
    try (KernelDriver driver = KernelDriver.of(Kernel.builder().store(mute()))) {
      driver.kernel().control().pauseKernel("ada", "an incident");

      assertThat(driver.kernel().control().pauses()).hasSize(1);
    }
  }

  @Test
  void thatOtherNodesCannotBeWokenIsNoReasonToDenyWhatIsCommitted() {
    try (KernelDriver driver =
        KernelDriver.of(
            Kernel.builder()
                .store(mute())
                .policy(ASKING)
                .handler(TestHandlers.emitting(cause -> TestEvents.event("answered").build())))) {
      EventId emitted = driver.emit(TestEvents.event().build());
      assertThat(driver.drain()).isEqualTo(2);

      assertThat(driver.kernel()).hasEvents(2).event(emitted).isCompleted();
    }
  }
}
