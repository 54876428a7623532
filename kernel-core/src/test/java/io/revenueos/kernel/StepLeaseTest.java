package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one store, and an action that only one of them may finish. */
class StepLeaseTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofSeconds(1), 2, Duration.ofSeconds(1), 0);

  private final KernelStore store = new InMemoryKernelStore();
  private final SettableClock clock = TestKernels.clock();
  private final ScriptedSteps firstProvider = provider();
  private final ScriptedSteps secondProvider = provider();
  private final KernelDriver first = node("node-1", firstProvider);
  private final KernelDriver second = node("node-2", secondProvider);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private static ScriptedSteps provider() {
    return ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().retry(TWICE));
  }

  private KernelDriver node(String name, ScriptedSteps provider) {
    return KernelDriver.of(
        TestKernels.calling(provider)
            .store(store)
            .workers(WorkerOptions.defaults().lease(LEASE))
            .node(name),
        clock);
  }

  @AfterEach
  void close() {
    firstProvider.release();
    secondProvider.release();
    threads.shutdownNow();
    first.close();
    second.close();
  }

  private EventId decided() {
    EventId id = first.emit(TestEvents.event().build());
    first.step();
    return id;
  }

  /** A node whose handler hangs, on a thread of its own and without anybody who keeps the lease. */
  private Future<Boolean> hanging(KernelDriver node, ScriptedSteps provider) {
    provider.hangOn();
    Future<Boolean> step = threads.submit(node::step);
    provider.awaitHanging(1);
    return step;
  }

  private StepEntry entry(EventId id) {
    return TestKernels.step(store, first.action(id).id()).orElseThrow();
  }

  private static Task task(StepContext context, String title) {
    return TestHandlers.task(context.idempotencyKey() + title);
  }

  @Test
  void nobodyElseRunsAnActionThatIsLeased() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);

    clock.advance(LEASE.minusMillis(1));
    assertThat(second.drain()).isZero();
    assertThat(entry(id).lease())
        .contains(new StepEntry.Lease("node-1", Instant.parse("2026-01-05T10:00:30Z")));

    firstProvider.release();
    assertThat(Await.result(step)).isTrue();
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    assertThat(secondProvider.calls()).isEmpty();
  }

  @Test
  void whoHangsPastTheLeaseIsTakenOverAndCannotFinishLate() {
    EventId id = decided();
    firstProvider.answer(
        context -> {
          hangUntilReleased();
          return Outcome.completed(task(context, "late"));
        });
    Future<Boolean> step = threads.submit(first::step);
    firstProvider.awaitCalls(1);
    secondProvider.answer(context -> Outcome.completed(task(context, "in time")));

    clock.advance(LEASE);
    assertThat(second.step()).isTrue();
    firstProvider.release();
    assertThat(Await.result(step)).isTrue();

    assertThat(first.signals().of(KernelSignal.LeaseLost.class))
        .containsExactly(
            new KernelSignal.LeaseLost(
                TestEvents.TENANT, first.action(id).id(), TestHandlers.TYPE, 1));
    assertThat(first.signals().of(KernelSignal.ActionAttempted.class)).isEmpty();
    assertThat(second.signals().of(KernelSignal.LeaseLost.class)).isEmpty();
    assertThat(secondProvider.calls().get(0).attempt()).isEqualTo(2);
    assertThat(first.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isCompleted()
        .hasEffectsIn("tasks")
        .hasAttempts(0);
  }

  private void hangUntilReleased() {
    try {
      firstProvider.hangHere();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void whoFailsLateFailsNothing() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);
    clock.advance(LEASE);
    Future<Boolean> takeover = hanging(second, secondProvider);

    firstProvider.release();
    assertThat(Await.result(step)).isTrue();
    assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
    assertThat(entry(id).lease()).map(StepEntry.Lease::node).contains("node-2");
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).waitsFor("worker");

    secondProvider.release();
    assertThat(Await.result(takeover)).isTrue();
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void whoLostTheLeaseButFinishesBeforeAnybodyTookItIsNotTooLate() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);
    clock.advance(LEASE.multipliedBy(10));

    firstProvider.release();

    assertThat(Await.result(step)).isTrue();
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
    assertThat(second.drain()).isZero();
  }

  @Test
  void aClockThatJumpsForwardHasTheActionDoneTwiceButRecordedOnce() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);
    SettableClock fast = SettableClock.at("2026-01-06T10:00:00Z");
    try (KernelDriver ahead =
        KernelDriver.of(
            Kernel.builder()
                .store(store)
                .policy(TestPolicies.noop("test.other_v1"))
                .handler(secondProvider),
            fast)) {
      assertThat(ahead.step()).isTrue();
      firstProvider.release();
      assertThat(Await.result(step)).isTrue();

      assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
      assertThat(ahead.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
      assertThat(ahead.signals().of(KernelSignal.ActionAttempted.class)).hasSize(1);
    }
  }

  @Test
  void aClockThatJumpsBackDelaysTheTakeoverAndNothingElse() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);
    Instant before = clock.instant();
    clock.set(before.minus(Duration.ofDays(1)));

    assertThat(second.drain()).isZero();
    clock.set(before.plus(LEASE));
    assertThat(second.step()).isTrue();
    clock.set(before.minus(Duration.ofDays(1)));
    firstProvider.release();

    assertThat(Await.result(step)).isTrue();
    assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void anActionWhoseNodesKeepDyingIsDeadInTheEnd() {
    EventId id = decided();
    Future<Boolean> one = hanging(first, firstProvider);
    clock.advance(LEASE);
    Future<Boolean> two = hanging(second, secondProvider);
    clock.advance(LEASE);

    ScriptedSteps third = provider();
    try (KernelDriver last = node("node-3", third)) {
      assertThat(last.step()).isTrue();

      assertThat(third.calls()).as("the attempts are used up").isEmpty();
      assertThat(last.kernel()).event(id).action(TestHandlers.TYPE).isDead("attempts_exhausted");
      assertThat(last.kernel())
          .deadLetters(TestEvents.SCOPE)
          .singleElement()
          .satisfies(letter -> assertThat(letter.attempts()).isEqualTo(2));
      firstProvider.release();
      secondProvider.release();
      assertThat(Await.result(one)).isTrue();
      assertThat(Await.result(two)).isTrue();
      assertThat(last.kernel()).event(id).action(TestHandlers.TYPE).isDead("attempts_exhausted");
    }
  }

  @Test
  void anActionThatIsCancelledWhileItRunsIsDeadAndItsOutcomeDiscarded() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);

    second.kernel().control().cancel(TestEvents.SCOPE, first.action(id).id(), "ada", "wrong deal");
    firstProvider.release();
    assertThat(Await.result(step)).isTrue();

    assertThat(first.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isDead("cancelled")
        .hasEffectsIn();
    assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);
  }

  @Test
  void anActionThatWasCancelledAndTriedAgainIsNotFinishedByWhoRanItBefore() {
    EventId id = decided();
    Future<Boolean> step = hanging(first, firstProvider);
    second.kernel().control().cancel(TestEvents.SCOPE, first.action(id).id(), "ada", "stop");
    second.kernel().control().retry(TestEvents.SCOPE, WorkItem.of(first.action(id).id()));
    Future<Boolean> again = hanging(second, secondProvider);

    firstProvider.release();
    assertThat(Await.result(step)).isTrue();
    assertThat(first.signals().of(KernelSignal.LeaseLost.class)).hasSize(1);

    secondProvider.release();
    assertThat(Await.result(again)).isTrue();
    assertThat(first.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
  }
}
