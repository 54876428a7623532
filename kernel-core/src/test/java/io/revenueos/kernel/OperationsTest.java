package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters, retrying, discarding, cancelling. */
class OperationsTest {
  private static final Approval ADMIN = Approval.by("ada", Role.ADMIN);

  private final AtomicBoolean broken = new AtomicBoolean();
  private final ScriptedSteps provider =
      ScriptedSteps.serving(TestHandlers.TYPE, StepOptions.defaults().retry(RetryPolicy.never()));
  private final KernelDriver driver =
      KernelDriver.of(
          Kernel.builder()
              .store(new InMemoryKernelStore())
              .policy(asking("test.call_v1", TestEvents.TYPE, Execution.AUTOMATIC))
              .policy(asking("test.approve_v1", "offered", Execution.AFTER_APPROVAL))
              .policy(asking("test.override_v1", "discounted", Execution.AFTER_OVERRIDE))
              .policy(breakable())
              .handler(provider)
              .retry(RetryPolicy.never()));
  private final KernelControl control = driver.kernel().control();

  private static Policy asking(String name, String type, Execution execution) {
    return TestPolicies.acting(
            name, TestPolicies.action(TestHandlers.TYPE, name, ".do").execution(execution))
        .on(type, TestEvents.SOURCE);
  }

  private Policy breakable() {
    return TestPolicies.answering(
            "test.breakable_v1",
            (event, facts) -> {
              if (broken.get()) {
                throw new IllegalStateException("broken");
              }
              return TestPolicies.noop("test.breakable_v1").decide(event, facts);
            })
        .on("broken", TestEvents.SOURCE);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private EventId emit(String type, String correlation) {
    return driver.emit(TestEvents.event(type).correlatedBy(correlation).build());
  }

  private EventId deadEvent(String correlation) {
    broken.set(true);
    EventId id = emit("broken", correlation);
    driver.drain();
    broken.set(false);
    assertThat(driver.kernel()).event(id).isDead("attempts_exhausted");
    return id;
  }

  private ActionId deadAction(String correlation) {
    provider.fail("no line");
    EventId id = emit(TestEvents.TYPE, correlation);
    driver.drain();
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isDead("attempts_exhausted");
    return driver.action(id).id();
  }

  @Test
  void deadLettersAreListedPageByPage() {
    EventId one = deadEvent("1");
    EventId two = deadEvent("2");
    ActionId action = deadAction("3");

    assertThat(control.tenantsWithDeadLetters()).containsExactly(TestEvents.TENANT);
    assertThat(control.deadLetters(TestEvents.SCOPE, null, 2))
        .extracting(DeadLetter::item)
        .containsExactly(WorkItem.of(one), WorkItem.of(two));
    assertThat(control.deadLetters(TestEvents.SCOPE, WorkItem.of(two), 2))
        .extracting(DeadLetter::item)
        .containsExactly(WorkItem.of(action));
    assertThat(control.deadLetters(TestEvents.OTHER_SCOPE, null, 9)).isEmpty();
  }

  @Test
  void aDeadEventThatIsRetriedHasAllItsAttemptsBeforeIt() {
    EventId id = deadEvent("1");

    control.retry(TestEvents.SCOPE, WorkItem.of(id));
    assertThat(driver.kernel()).event(id).isPending().hasAttempts(0).failedWith("broken");
    assertThat(driver.kernel()).deadLetters(TestEvents.SCOPE).isEmpty();

    assertThat(driver.drain()).isEqualTo(1);
    assertThat(driver.kernel()).event(id).isCompleted();
  }

  @Test
  void aDeadActionThatIsRetriedIsRunAgain() {
    ActionId id = deadAction("1");

    control.retry(TestEvents.SCOPE, WorkItem.of(id));
    assertThat(driver.drain()).isEqualTo(1);

    assertThat(provider.calls()).hasSize(2).last().matches(call -> call.attempt() == 1);
    assertThat(driver.kernel()).deadLetters(TestEvents.SCOPE).isEmpty();
    assertThat(driver.kernel())
        .event(provider.calls().get(0).eventId())
        .action(id)
        .isCompleted()
        .failedWith("no line");
  }

  @Test
  void whatIsDiscardedIsListedNoMoreAndMayStillBeRetried() {
    EventId id = deadEvent("1");

    control.discard(TestEvents.SCOPE, WorkItem.of(id), "ada");
    assertThat(driver.kernel()).deadLetters(TestEvents.SCOPE).isEmpty();
    assertThat(control.tenantsWithDeadLetters()).isEmpty();
    assertThat(control.deadLetter(TestEvents.SCOPE, WorkItem.of(id)))
        .flatMap(DeadLetter::discard)
        .contains(new DeadLetter.Discard("ada", driver.clock().instant()));
    assertThat(driver.kernel()).event(id).isDead();

    control.retry(TestEvents.SCOPE, WorkItem.of(id));
    driver.drain();
    assertThat(driver.kernel()).event(id).isCompleted();
  }

  @Test
  void onlyWhatIsDeadCanBeRetriedOrDiscarded() {
    EventId open = emit("offered", "1");
    EventId dead = deadEvent("2");
    for (WorkItem item : new WorkItem[] {WorkItem.of(open), WorkItem.of(new EventId(99))}) {
      assertRefusedWith("not_dead", () -> control.retry(TestEvents.SCOPE, item));
      assertRefusedWith("not_dead", () -> control.discard(TestEvents.SCOPE, item, "ada"));
    }
    assertRefusedWith("not_dead", () -> control.retry(TestEvents.OTHER_SCOPE, WorkItem.of(dead)));
    assertRefused(() -> control.discard(TestEvents.SCOPE, WorkItem.of(dead), "")).at("by");
  }

  private static void assertRefusedWith(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void anEventThatIsCancelledIsDeadAndNobodyIsAsked() {
    EventId id = emit(TestEvents.TYPE, "1");

    control.cancel(TestEvents.SCOPE, id, "ada", "typing error");

    assertThat(driver.kernel()).event(id).isDead("cancelled").hasNoDecisions();
    assertThat(driver.kernel()).deadLetters(TestEvents.SCOPE).as("meant so").isEmpty();
    assertThat(driver.drain()).isZero();
    assertRefusedWith("not_open", () -> control.cancel(TestEvents.SCOPE, id, "ada", "again"));
    assertRefusedWith(
        "unknown_id", () -> control.cancel(TestEvents.OTHER_SCOPE, id, "ada", "not mine"));
    assertRefused(() -> control.cancel(TestEvents.SCOPE, id, "", "why")).at("by");
  }

  @Test
  void anActionThatIsCancelledIsDeadWhateverItWaitedFor() {
    EventId worker = emit(TestEvents.TYPE, "1");
    driver.step();
    EventId approval = emit("offered", "2");
    driver.step();

    for (EventId event : new EventId[] {worker, approval}) {
      ActionId id = driver.action(event).id();
      control.cancel(TestEvents.SCOPE, id, "ada", "wrong deal");

      assertThat(driver.kernel()).event(event).action(id).isDead("cancelled");
      assertRefusedWith("not_open", () -> control.cancel(TestEvents.SCOPE, id, "ada", "again"));
      assertRefusedWith("not_waiting", () -> driver.kernel().approve(TestEvents.SCOPE, id, ADMIN));
    }
    assertThat(driver.drain()).isZero();
    assertRefusedWith(
        "unknown_id", () -> control.cancel(TestEvents.SCOPE, new ActionId(99), "ada", "which one"));
  }

  /** Retrying must not be a way around the person who has to agree. */
  @Test
  void anActionThatDiedWithoutItsGoAheadWaitsForItAgainWhenItIsRetried() {
    for (String type : new String[] {"offered", "discounted"}) {
      EventId event = emit(type, "1");
      driver.drain();
      ActionId id = driver.action(event).id();
      JsonObject waitingFor = driver.action(event).result();
      control.cancel(TestEvents.SCOPE, id, "max", "not now");

      control.retry(TestEvents.SCOPE, WorkItem.of(id));
      assertThat(driver.drain()).isZero();

      assertThat(provider.calls()).isEmpty();
      assertThat(driver.action(event).status()).isEqualTo(ActionStatus.PENDING);
      assertThat(driver.action(event).result()).isEqualTo(waitingFor);
    }
    ActionId offered = driver.action(new EventId(1)).id();
    driver.kernel().approve(TestEvents.SCOPE, offered, ADMIN);
    driver.drain();
    assertThat(driver.kernel()).event(new EventId(1)).action(offered).isCompleted();
  }

  @Test
  void whoApprovedASlowActionIsKeptThroughFailureDeathAndRetry() {
    provider.fail("no line");
    EventId event = emit("offered", "1");
    driver.drain();
    ActionId id = driver.action(event).id();

    assertThat(driver.kernel().approve(TestEvents.SCOPE, id, ADMIN).result())
        .isEqualTo(JsonObject.of("waiting_for", "worker").with("approved_by", "ada"));
    assertRefusedWith("not_waiting", () -> driver.kernel().approve(TestEvents.SCOPE, id, ADMIN));
    driver.drain();
    assertThat(driver.kernel())
        .event(event)
        .action(id)
        .isDead("attempts_exhausted")
        .hasResult("approved_by", "ada");

    control.retry(TestEvents.SCOPE, WorkItem.of(id));
    driver.drain();
    assertThat(driver.kernel())
        .event(event)
        .action(id)
        .isCompleted()
        .hasResult("approved_by", "ada");
  }

  @Test
  void anApprovedActionThatCannotBeDoneIsDead() {
    try (Kernel kernel =
        TestKernels.kernel(
            TestHandlers.handling(
                TestHandlers.TYPE,
                (action, context) -> {
                  throw new DoNotRetryException("account_closed", "nobody there");
                }),
            asking("test.approve_v1", TestEvents.TYPE, Execution.AFTER_APPROVAL))) {
      ProcessedEvent event = kernel.ingest(TestEvents.event().build());
      ActionId id = event.decisions().get(0).actions().get(0).id();

      assertThat(kernel.approve(TestEvents.SCOPE, id, ADMIN).status()).isEqualTo(ActionStatus.DEAD);

      assertThat(kernel)
          .event(event.eventId())
          .action(id)
          .isDead("account_closed")
          .hasResult("approved_by", "ada");
    }
  }
}
