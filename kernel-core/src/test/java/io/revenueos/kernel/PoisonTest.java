package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One event of a batch that does not work. */
class PoisonTest {
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofHours(1), 0);
  private static final int BATCH = 500;
  private static final int POISON = 217;

  private final List<String> handled = new ArrayList<>();
  private final KernelDriver driver = driver(new RefusingStore(PoisonTest::refuse), BATCH);
  private boolean cured;

  private static void refuse(BatchRecord batch) {
    RefusingStore.refuseEffects("/" + Harm.STORE_REFUSES, batch);
    if (RefusingStore.hasEffect("/" + Harm.STORE_IS_AWAY, batch)) {
      throw new UnavailableException("statement timeout, or as if somebody else had been there");
    }
  }

  private KernelDriver driver(KernelStore store, int batchSize) {
    return KernelDriver.of(
        Kernel.builder()
            .store(store)
            .policy(harmful())
            .handler(TestHandlers.handling(TestHandlers.TYPE, this::handle))
            .retry(THREE)
            .workers(WorkerOptions.defaults().batchSize(batchSize)));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private Policy harmful() {
    Policy acting = TestPolicies.acting("test.do_v1", TestHandlers.TYPE);
    return TestPolicies.answering(
        "test.do_v1",
        (event, facts) -> {
          harmOf(event).inPolicy();
          return acting.decide(event, facts);
        });
  }

  private Outcome handle(KernelAction action, ActionContext context) {
    Harm harm = harmOf(context.event());
    harm.inHandler();
    handled.add(context.event().correlationId().value());
    return harm.outcome(context.effectKey(action));
  }

  private Harm harmOf(KernelEvent event) {
    return cured ? Harm.NONE : Harm.of(event);
  }

  private static KernelEvent event(int number, String entity, Harm harm) {
    return TestEvents.event()
        .about("deal", entity)
        .correlatedBy("req-" + number)
        .withAll(JsonObject.of("harm", harm.name()))
        .build();
  }

  private EventId emit(int number, String entity, Harm harm) {
    return driver.emit(event(number, entity, harm));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void itSpoilsOnlyItself(Harm harm) {
    List<KernelEvent> events = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      events.add(event(i, "D-" + i, i == POISON ? harm : Harm.NONE));
    }
    EventId poison = driver.kernel().emitAll(events).get(POISON).eventId();

    driver.drain();

    EventStatus expected = harm == Harm.DO_NOT_RETRY ? EventStatus.DEAD : EventStatus.FAILED;
    assertThat(driver.kernel()).event(poison).hasStatus(expected).hasAttempts(1).hasNoDecisions();
    assertThat(driver.kernel().control().stats().events())
        .containsEntry(EventStatus.COMPLETED, BATCH - 1L)
        .containsEntry(expected, 1L);
    assertThat(handled).hasSizeGreaterThanOrEqualTo(BATCH - 1);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NONE", "DO_NOT_RETRY"},
      mode = EnumSource.Mode.EXCLUDE)
  void laterEventsOfItsEntityWaitForItAndGoOnInOrder(Harm harm) {
    EventId first = emit(1, "D-1", harm);
    EventId second = emit(2, "D-1", Harm.NONE);
    EventId third = emit(3, "D-1", Harm.NONE);
    EventId other = emit(4, "D-2", Harm.NONE);
    driver.drain();

    assertThat(driver.kernel()).event(first).isFailed(1);
    assertThat(driver.kernel()).event(second).isPending();
    assertThat(driver.kernel()).event(third).isPending();
    assertThat(driver.kernel()).event(other).isCompleted();

    cured = true;
    handled.clear();
    driver.advance(Duration.ofSeconds(1));
    assertThat(handled).containsExactly("req-1", "req-2", "req-3");
    assertThat(driver.kernel()).event(third).isCompleted();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NONE", "DO_NOT_RETRY"},
      mode = EnumSource.Mode.EXCLUDE)
  void theyGoOnWhenItIsDead(Harm harm) {
    EventId first = emit(1, "D-1", harm);
    EventId second = emit(2, "D-1", Harm.NONE);
    driver.drain();
    driver.advance(Duration.ofSeconds(1));
    assertThat(driver.kernel()).event(first).isFailed(2);
    assertThat(driver.kernel()).event(second).isPending();

    driver.advance(Duration.ofSeconds(2));

    assertThat(driver.kernel()).event(first).isDead("attempts_exhausted").hasAttempts(3);
    assertThat(driver.kernel()).event(second).isCompleted();
  }

  @Test
  void whatCannotBeTriedAgainIsDeadAtOnceAndHoldsNobodyUp() {
    EventId first = emit(1, "D-1", Harm.DO_NOT_RETRY);
    EventId second = emit(2, "D-1", Harm.NONE);

    assertThat(driver.drain()).as("one batch").isEqualTo(1);

    assertThat(driver.kernel())
        .event(first)
        .isDead("account_closed")
        .failedWith("nobody there")
        .hasNoDecisions();
    assertThat(driver.kernel()).event(second).isCompleted();
  }

  /** Policies are asked about the whole batch first; that must not change what waits for what. */
  @Test
  void aPolicyThatThrowsLaterDoesNotHoldUpAnEarlierEventOfTheEntity() {
    EventId first = emit(1, "D-1", Harm.NONE);
    EventId second = emit(2, "D-1", Harm.POLICY_THROWS);
    EventId third = emit(3, "D-1", Harm.NONE);

    assertThat(driver.step()).isTrue();

    assertThat(driver.kernel()).event(first).isCompleted();
    assertThat(driver.kernel()).event(second).isFailed(1);
    assertThat(driver.kernel()).event(third).isPending();
  }

  @Test
  void anEventIsNotTriedWhileAnEarlierOneOfItsEntityWaits() {
    EventId first = emit(1, "D-1", Harm.HANDLER_THROWS);
    EventId second = emit(2, "D-1", Harm.POLICY_THROWS);
    driver.drain();

    assertThat(driver.kernel()).event(first).isFailed(1);
    assertThat(driver.kernel()).event(second).isPending().hasAttempts(0);
  }

  @Test
  void eachFailureIsTriedAgainAfterItsOwnDelay() {
    EventId id = emit(1, "D-1", Harm.HANDLER_THROWS);
    driver.drain();

    assertThat(driver.advance(Duration.ofMillis(999))).isZero();
    assertThat(driver.advance(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(driver.advance(Duration.ofMillis(1_999))).isZero();
    assertThat(driver.advance(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(driver.kernel()).event(id).isDead();
    assertThat(driver.advance(Duration.ofDays(1))).isZero();
  }

  @Test
  void everyAttemptIsKept() {
    EventId id = emit(1, "D-1", Harm.HANDLER_THROWS);
    driver.drain();
    driver.advance(Duration.ofSeconds(1));

    assertThat(driver.kernel())
        .event(id)
        .isFailed(2)
        .failedWith("handler on purpose", "handler on purpose");
    assertThat(driver.kernel().control().attempts(TestEvents.SCOPE, WorkItem.of(id)))
        .satisfiesExactly(
            first -> {
              assertThat(first.at()).isEqualTo("2026-01-05T10:00:00Z");
              assertThat(first.node()).isNotBlank();
            },
            second -> assertThat(second.at()).isEqualTo("2026-01-05T10:00:01Z"));
    cured = true;
    driver.advance(Duration.ofSeconds(2));
    assertThat(driver.kernel()).event(id).isCompleted().failedWith("on purpose", "on purpose");
  }

  @Test
  void fewOfManyThatTheStoreRefusesAreFoundInFewTransactions() {
    AtomicInteger writes = new AtomicInteger();
    RefusingStore store =
        new RefusingStore(
            batch -> {
              writes.incrementAndGet();
              RefusingStore.refuseEffects("/" + Harm.STORE_REFUSES, batch);
            });
    try (KernelDriver many = driver(store, BATCH)) {
      for (int i = 0; i < BATCH; i++) {
        many.emit(event(i, "D-" + i, i % 100 == 17 ? Harm.STORE_REFUSES : Harm.NONE));
      }

      many.drain();

      assertThat(many.kernel().control().stats().events())
          .containsEntry(EventStatus.COMPLETED, 495L)
          .containsEntry(EventStatus.FAILED, 5L);
      assertThat(writes.get()).as("one by one it would be more than 500").isLessThan(120);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aBatchThatIsRefusedAsAWholeIsWorkedOffWhateverTheSizeOfBatches(int batchSize) {
    KernelStore store = RefusingStore.ofEffects("/" + Harm.STORE_REFUSES);
    try (KernelDriver small = driver(store, batchSize)) {
      for (int i = 0; i < 7; i++) {
        small.emit(event(i, "D-" + i, i % 3 == 0 ? Harm.STORE_REFUSES : Harm.NONE));
      }

      small.drain();

      assertThat(small.kernel().control().stats().events())
          .containsEntry(EventStatus.COMPLETED, 4L)
          .containsEntry(EventStatus.FAILED, 3L);
    }
  }
}
