package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final KernelEvent QUESTION = TestEvents.event().with("drop", 10).build();

  /** Blocks a drop of 50 and more. */
  private static final Policy LIMIT =
      TestPolicies.answering(
          "test.limit_v1",
          (event, facts) ->
              (event.payload().decimal("drop").orElseThrow().intValue() >= 50
                      ? TestPolicies.block("test.limit_v1")
                      : TestPolicies.allow("test.limit_v1"))
                  .decide(event, facts));

  @Test
  void aVerdictIsLoggedWithEveryAnswer() {
    try (Kernel kernel =
        TestKernels.kernel(
            TestPolicies.allow("test.a_v1"),
            TestPolicies.allowWithOverride("test.b_v1", "sales"))) {
      GuardVerdict verdict = kernel.guard(QUESTION);

      assertThat(verdict.result()).isEqualTo(GuardVerdict.Result.ALLOW_WITH_OVERRIDE);
      assertThat(kernel)
          .event(verdict.eventId())
          .isCompleted()
          .hasDecision("test.a_v1", DecisionOutcome.ALLOW)
          .hasDecision("test.b_v1", DecisionOutcome.ALLOW_WITH_OVERRIDE);
    }
  }

  @Test
  void withoutAGuardTheVerdictIsYesAndTheQuestionIsLogged() {
    try (Kernel kernel = TestKernels.kernel()) {
      GuardVerdict verdict = kernel.guard(QUESTION);

      assertThat(verdict.allows()).isTrue();
      assertThat(verdict.reason().code()).isEqualTo("revenue_os.guard.no_policy");
      assertThat(kernel).event(verdict.eventId()).isCompleted().hasNoDecisions();
    }
  }

  @Test
  void theSameQuestionGetsTheSameVerdict() {
    try (Kernel kernel = TestKernels.kernel(LIMIT)) {
      GuardVerdict first = kernel.guard(QUESTION);

      assertThat(kernel.guard(QUESTION)).isEqualTo(first);
      assertThat(kernel.guard(TestEvents.event().with("drop", 10).build())).isEqualTo(first);
      assertThat(kernel).hasEvents(1);
    }
  }

  @Test
  void anotherQuestionUnderTheSameKeyIsBlocked() {
    try (Kernel kernel = TestKernels.kernel(LIMIT)) {
      GuardVerdict yes = kernel.guard(QUESTION);
      assertThat(yes.allows()).isTrue();

      for (int drop : new int[] {11, 90}) {
        GuardVerdict other = kernel.guard(TestEvents.event().with("drop", drop).build());
        assertThat(other.blocks()).isTrue();
        assertThat(other.eventId()).isEqualTo(yes.eventId());
        assertThat(other.reason().code()).isEqualTo("revenue_os.guard.conflicting_duplicate");
      }
      assertThat(kernel.guard(QUESTION)).as("the first one stands").isEqualTo(yes);
    }
  }

  @Test
  void theVerdictOfOneWorkspaceDoesNotHoldForAnother() {
    try (Kernel kernel = TestKernels.kernel(LIMIT)) {
      assertThat(kernel.guard(TestEvents.event().with("drop", 10).build()).allows()).isTrue();

      GuardVerdict elsewhere =
          kernel.guard(
              TestEvents.event()
                  .in(TestEvents.SCOPE.in(new WorkspaceId(TestEvents.TENANT.value())))
                  .with("drop", 10)
                  .build());

      assertThat(elsewhere.blocks()).isTrue();
      assertThat(elsewhere.isConflictingDuplicate()).isTrue();
    }
  }

  @Test
  void anotherEntityUnderTheSameGivenKeyIsBlocked() {
    try (Kernel kernel = TestKernels.kernel(LIMIT)) {
      kernel.guard(TestEvents.event().with("drop", 10).idempotencyKey("mine").build());

      assertThat(
              kernel
                  .guard(
                      TestEvents.event()
                          .about("deal", "D-2")
                          .with("drop", 10)
                          .idempotencyKey("mine")
                          .build())
                  .blocks())
          .isTrue();
    }
  }

  @Test
  void aQuestionThatWasOnlyEmittedIsAnsweredNow() {
    try (Kernel kernel = TestKernels.kernel(LIMIT)) {
      kernel.emit(QUESTION);

      assertThat(kernel.guard(QUESTION).allows()).isTrue();
      assertThat(kernel.guard(TestEvents.event().with("drop", 90).build()).blocks()).isTrue();
    }
  }

  @Test
  void aGuardThatFailsNeverSaysYes() {
    Policy broken = TestPolicies.failing("test.broken_v1", "boom");
    try (Kernel kernel =
        TestKernels.builder(TestPolicies.allow("test.a_v1"), broken)
            .retry(RetryPolicy.defaults().attempts(2))
            .build()) {
      assertFails(() -> kernel.guard(QUESTION), EventStatus.FAILED);
      assertFails(() -> kernel.guard(QUESTION), EventStatus.DEAD);
      assertFails(() -> kernel.guard(QUESTION), EventStatus.DEAD);
      assertThat(kernel).hasEvents(1);
    }
  }

  @Test
  void aQuestionWhoseGuardRecoversIsAnswered() {
    AtomicInteger calls = new AtomicInteger();
    Policy flaky =
        TestPolicies.answering(
            "test.flaky_v1",
            (event, facts) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("not yet");
              }
              return TestPolicies.block("test.flaky_v1").decide(event, facts);
            });
    try (Kernel kernel = TestKernels.kernel(flaky)) {
      assertFails(() -> kernel.guard(QUESTION), EventStatus.FAILED);

      assertThat(kernel.guard(QUESTION).blocks()).isTrue();
    }
  }

  private static void assertFails(ThrowingCallable guard, EventStatus status) {
    assertThatThrownBy(guard)
        .isInstanceOfSatisfying(
            EventFailedException.class,
            failed -> {
              assertThat(failed.status()).isEqualTo(status);
              assertThat(failed)
                  .hasMessageContaining("event %s is %s", failed.eventId(), status.stored());
            });
  }
}
