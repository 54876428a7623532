package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is left of an event whose policy or handler does not do its part. */
class FailureTest {
  private static final KernelEvent EVENT = TestEvents.event().build();
  private static final Policy TASK_THEN_TEST =
      TestPolicies.acting(
          "test.two_v1",
          TestPolicies.action(ActionType.TASK_CREATE, "test.two_v1", ".task"),
          TestPolicies.action(TestHandlers.TYPE, "test.two_v1", ".test"));

  @Test
  void aHandlerThatThrowsLeavesTheEventItsErrorAndNothingElse() {
    try (Kernel kernel = TestKernels.kernel(TestHandlers.failing("boom"), TASK_THEN_TEST)) {
      ProcessedEvent failed = kernel.ingest(EVENT);

      assertThat(failed.status()).isEqualTo(EventStatus.FAILED);
      assertThat(failed.duplicate()).isFalse();
      assertThat(failed.decisions()).isEmpty();
      assertThat(failed.error()).hasValueSatisfying(e -> assertThat(e).contains("boom"));
      assertThat(kernel)
          .event(failed.eventId())
          .isFailed()
          .hasAttempts(1)
          .hasNoDecisions()
          .hasErrorContaining("boom", "IllegalStateException");
      assertThat(kernel.control().stats().actions().values()).containsOnly(0L);
    }
  }

  @Test
  void anEventIsDeadAfterItsLastAttemptAndThenLeftAlone() {
    AtomicInteger calls = new AtomicInteger();
    ActionHandler failing =
        TestHandlers.handling(
            TestHandlers.TYPE,
            (action, context) -> {
              throw new IllegalStateException("attempt " + calls.incrementAndGet());
            });
    try (Kernel kernel =
        TestKernels.builder(TASK_THEN_TEST)
            .handler(failing)
            .retry(RetryPolicy.defaults().attempts(3))
            .build()) {
      assertThat(kernel.ingest(EVENT).status()).isEqualTo(EventStatus.FAILED);
      assertThat(kernel.ingest(EVENT).status()).isEqualTo(EventStatus.FAILED);
      ProcessedEvent last = kernel.ingest(EVENT);
      assertThat(last.status()).isEqualTo(EventStatus.DEAD);
      assertThat(last.duplicate()).isTrue();

      ProcessedEvent afterwards = kernel.ingest(EVENT);

      assertThat(afterwards.status()).isEqualTo(EventStatus.DEAD);
      assertThat(afterwards.error()).hasValueSatisfying(e -> assertThat(e).contains("attempt 3"));
      assertThat(calls).as("nobody tried again").hasValue(3);
      assertThat(kernel).hasEvents(1).event(last.eventId()).isDead().hasAttempts(3);
    }
  }

  @Test
  void aSingleAttemptIsEnoughWhenConfigured() {
    try (Kernel kernel =
        TestKernels.builder(TestPolicies.failing("test.a_v1", "boom"))
            .retry(RetryPolicy.never())
            .build()) {
      assertThat(kernel.ingest(EVENT).status()).isEqualTo(EventStatus.DEAD);
    }
  }

  @Test
  void aLaterAttemptCompletesTheEventWithOneOfEachEffect() {
    AtomicInteger calls = new AtomicInteger();
    ActionHandler flaky =
        TestHandlers.handling(
            TestHandlers.TYPE,
            (action, context) -> {
              if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
              return Outcome.completed();
            });
    try (Kernel kernel = TestKernels.kernel(flaky, TASK_THEN_TEST)) {
      EventId id = kernel.ingest(EVENT).eventId();
      kernel.ingest(EVENT);
      ProcessedEvent third = kernel.ingest(EVENT);

      assertThat(third.status()).isEqualTo(EventStatus.COMPLETED);
      assertThat(third.duplicate()).isTrue();
      assertThat(kernel.ingest(EVENT).decisions()).isEqualTo(third.decisions());
      assertThat(calls).hasValue(3);
      assertThat(kernel)
          .hasEvents(1)
          .event(id)
          .isCompleted()
          .hasDecision("test.two_v1", DecisionOutcome.EMIT_ACTIONS)
          .hasAction(TestHandlers.TYPE, ActionStatus.COMPLETED)
          .hasEffectsIn("tasks");
    }
  }

  @Test
  void anEmittedEventThatFailsCountsItsAttempts() {
    try (Kernel kernel = TestKernels.kernel(TestHandlers.failing("boom"), TASK_THEN_TEST)) {
      EventId id = kernel.emit(EVENT).eventId();
      kernel.ingest(EVENT);
      kernel.ingest(EVENT);

      assertThat(kernel).hasEvents(1).event(id).isFailed().hasAttempts(2);
    }
  }

  @Test
  void otherEventsAreNotSpoiled() {
    Policy pickyAboutAmounts =
        TestPolicies.answering(
            "test.picky_v1",
            (event, facts) -> {
              BigDecimal amount = event.payload().decimal("amount").orElseThrow();
              return (amount.signum() > 0
                      ? TestPolicies.allow("test.picky_v1")
                      : TestPolicies.block("test.picky_v1"))
                  .decide(event, facts);
            });
    try (Kernel kernel = TestKernels.kernel(pickyAboutAmounts)) {
      EventId bad = kernel.ingest(EVENT).eventId();
      EventId good =
          kernel
              .ingest(TestEvents.event().correlatedBy("req-2").with("amount", 1).build())
              .eventId();

      assertThat(kernel).event(bad).isFailed().hasErrorContaining("NoSuchElementException");
      assertThat(kernel).event(good).isCompleted();
    }
  }

  @Test
  void anErrorIsKeptStorableAndShort() {
    String wild = "NUL \0 and half a character \uD83C, " + "x".repeat(5_000);
    try (Kernel kernel = TestKernels.kernel(TestPolicies.failing("test.wild_v1", wild))) {
      String kept = kernel.ingest(EVENT).error().orElseThrow();

      assertThat(kept)
          .hasSizeLessThanOrEqualTo(2_000)
          .contains("NUL \uFFFD and half a character \uFFFD, xxx");
    }
  }

  @Test
  void aPolicyThatDoesNotLinkFailsItsEvent() {
    Policy unlinked =
        TestPolicies.answering(
            "test.unlinked_v1",
            (event, facts) -> {
              throw new NoClassDefFoundError("com/acme/Gone");
            });
    try (Kernel kernel = TestKernels.kernel(unlinked)) {
      ProcessedEvent processed = kernel.ingest(TestEvents.event().build());

      assertThat(processed.status()).isEqualTo(EventStatus.FAILED);
      assertThat(processed.error())
          .hasValueSatisfying(error -> assertThat(error).contains("com/acme/Gone"));
    }
  }

  @Test
  void anExceptionWithoutAMessageIsKeptByItsName() {
    ActionHandler silent =
        TestHandlers.handling(
            TestHandlers.TYPE,
            (action, context) -> {
              throw new UnsupportedOperationException();
            });
    try (Kernel kernel = TestKernels.kernel(silent, TASK_THEN_TEST)) {
      assertThat(kernel.ingest(EVENT).error())
          .contains("the handler of TEST_ACTION failed: java.lang.UnsupportedOperationException");
    }
  }

  @Test
  void anActionThatNobodyHandlesIsSkippedWithTheReason() {
    Policy agent = TestPolicies.acting("test.agent_v1", ActionType.AGENT_RUN);
    try (Kernel kernel = TestKernels.kernel(agent)) {
      RecordedAction action = onlyAction(kernel.ingest(EVENT));

      assertThat(action.status()).isEqualTo(ActionStatus.SKIPPED);
      assertThat(action.result().text("reason_code")).contains("no_handler");
      assertThat(action.result().text("reason_text"))
          .contains("no handler is registered for AGENT_RUN");
    }
  }

  @Test
  void whatAHandlerAnswersIsKeptWithTheAction() {
    Policy policy = TestPolicies.acting("test.one_v1", TestHandlers.TYPE);
    try (Kernel skipping = TestKernels.kernel(answering(Outcome.skipped("s", "why")), policy);
        Kernel dying = TestKernels.kernel(answering(Outcome.dead("d", "why")), policy)) {
      RecordedAction skipped = onlyAction(skipping.ingest(EVENT));
      RecordedAction dead = onlyAction(dying.ingest(EVENT));

      assertThat(skipped.status()).isEqualTo(ActionStatus.SKIPPED);
      assertThat(skipped.result().text("reason_code")).contains("s");
      assertThat(dead.status()).isEqualTo(ActionStatus.DEAD);
      assertThat(dead.result().text("reason_text")).contains("why");
      assertThat(dead.completedAt()).isPresent();
      assertThat(dying.control().attempts(EVENT.scope(), WorkItem.of(dead.id())))
          .extracting(Attempt::number, Attempt::error)
          .containsExactly(tuple(1, "why"));
    }
  }

  @Test
  void whatTheStoreRefusesToWriteFailsTheEvent() {
    try (Kernel kernel =
        Kernel.builder()
            .store(RefusingStore.ofEffects("/refused"))
            .policy(TASK_THEN_TEST)
            .handler(
                TestHandlers.handling(
                    TestHandlers.TYPE,
                    (action, context) ->
                        Outcome.completed(
                            TestHandlers.task(context.effectKey(action) + "/refused"))))
            .build()) {
      ProcessedEvent refused = kernel.ingest(EVENT);

      assertThat(refused.status()).isEqualTo(EventStatus.FAILED);
      assertThat(kernel)
          .event(refused.eventId())
          .isFailed(1)
          .failedWith("the store refuses this value")
          .hasNoDecisions();
    }
  }

  private static ActionHandler answering(Outcome outcome) {
    return TestHandlers.handling(TestHandlers.TYPE, (action, context) -> outcome);
  }

  private static RecordedAction onlyAction(ProcessedEvent processed) {
    assertThat(processed.decisions()).hasSize(1);
    assertThat(processed.decisions().get(0).actions()).hasSize(1);
    return processed.decisions().get(0).actions().get(0);
  }
}
