package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that cause events. */
class CausalChainTest {
  private static final Policy FIRST = emittingPolicy("test.first_v1", "asked");
  private static final Policy SECOND = emittingPolicy("test.second_v1", "answered");

  /** asked -> answered -> closed. */
  private static final ActionHandler CHAIN =
      TestHandlers.emitting(
          cause -> next(cause, cause.type().name().equals("asked") ? "answered" : "closed"));

  @Test
  void aChainIsProcessedToItsEndAndTiedTogether() {
    try (Kernel kernel = TestKernels.kernel(CHAIN, FIRST, SECOND)) {
      EventId root = kernel.ingest(TestEvents.event("asked").build()).eventId();
      EventId answered = new EventId(root.value() + 1);
      EventId closed = new EventId(root.value() + 2);

      assertThat(kernel).hasEvents(3);
      assertThat(kernel).event(root).isCompleted().caused(answered);
      assertThat(kernel)
          .event(answered)
          .isCompleted()
          .hasDecision("test.second_v1", DecisionOutcome.EMIT_ACTIONS)
          .hasAction(TestHandlers.TYPE, ActionStatus.COMPLETED)
          .caused(closed);
      assertThat(kernel).event(closed).isCompleted().hasNoDecisions().caused();
    }
  }

  @Test
  void theWholeTreeIsExplainedWhicheverEventIsAskedFor() {
    try (Kernel kernel = TestKernels.kernel(CHAIN, FIRST, SECOND)) {
      EventId root = kernel.ingest(TestEvents.event("asked").build()).eventId();
      EventId closed = new EventId(root.value() + 2);

      Explanation fromRoot = kernel.explain(TestEvents.SCOPE, root).orElseThrow();
      Explanation fromLeaf = kernel.explain(TestEvents.SCOPE, closed).orElseThrow();

      assertThat(fromLeaf.asked()).isEqualTo(closed);
      assertThat(fromLeaf.root()).isEqualTo(fromRoot.root());
      EventNode answered = onlyChild(fromRoot.root());
      EventNode leaf = onlyChild(answered);
      assertThat(fromRoot.root().event().causation()).isEmpty();
      assertThat(answered.event().causation())
          .contains(new Causation(onlyAction(fromRoot.root()).action().id().value(), 1));
      assertThat(leaf.event().causation())
          .contains(new Causation(onlyAction(answered).action().id().value(), 2));
      assertThat(List.of(fromRoot.root(), answered, leaf))
          .allMatch(
              node -> node.event().event().correlationId().equals(new CorrelationId("req-1")));
    }
  }

  @Test
  void aFollowUpObeysThePayloadLimit() {
    ActionHandler shouting =
        TestHandlers.emitting(
            cause -> TestEvents.event("loud").with("text", "x".repeat(1_000)).build());
    try (Kernel kernel =
        TestKernels.builder(emittingPolicy("test.first_v1", "asked"))
            .handler(shouting)
            .maxPayloadBytes(500)
            .build()) {
      ProcessedEvent processed = kernel.ingest(TestEvents.event("asked").build());

      assertThat(processed.status()).isEqualTo(EventStatus.FAILED);
      assertThat(processed.error())
          .hasValueSatisfying(error -> assertThat(error).contains("at most 500 bytes"));
      assertThat(kernel).hasEvents(1);
    }
  }

  @Test
  void aLoopEndsAsAFailedEventThatSaysSo() {
    Policy loop = emittingPolicy("test.loop_v1", "looped");
    ActionHandler again =
        TestHandlers.emitting(
            cause -> TestEvents.event("looped").about("deal", cause.entity().id() + "'").build());
    try (Kernel kernel = TestKernels.kernel(again, loop)) {
      EventId root = kernel.ingest(TestEvents.event("looped").build()).eventId();

      assertThat(kernel).hasEvents(17);
      assertThat(kernel).event(root).isCompleted();
      assertThat(kernel).event(new EventId(16)).isCompleted();
      assertThat(kernel)
          .event(new EventId(17))
          .isFailed()
          .hasNoDecisions()
          .hasErrorContaining(
              "a chain of more than 16 events that cause each other is a loop", "looped");
    }
  }

  @Test
  void anActionThatEmitsItsOwnCauseEmitsNothing() {
    Policy echo = emittingPolicy("test.echo_v1", TestEvents.TYPE);
    try (Kernel kernel = TestKernels.kernel(TestHandlers.emitting(cause -> cause), echo)) {
      EventId root = kernel.ingest(TestEvents.event().build()).eventId();

      assertThat(kernel).hasEvents(1).event(root).isCompleted().caused();
    }
  }

  @Test
  void anEventForAnotherTenantFailsItsCause() {
    ActionHandler stray =
        TestHandlers.emitting(
            cause -> TestEvents.event("answered").in(TestEvents.OTHER_SCOPE).build());
    try (Kernel kernel = TestKernels.kernel(stray, FIRST)) {
      EventId root = kernel.ingest(TestEvents.event("asked").build()).eventId();

      assertThat(kernel)
          .hasEvents(1)
          .event(root)
          .isFailed()
          .hasNoDecisions()
          .hasErrorContaining(TestEvents.OTHER_SCOPE.tenant().toString());
    }
  }

  @Test
  void aFollowUpThatFailsDoesNotSpoilItsCause() {
    Policy broken = TestPolicies.failing("test.broken_v1", "boom").on("answered", "crm");
    try (Kernel kernel = TestKernels.kernel(CHAIN, FIRST, broken)) {
      ProcessedEvent root = kernel.ingest(TestEvents.event("asked").build());

      assertThat(root.status()).isEqualTo(EventStatus.COMPLETED);
      EventId followUp = new EventId(root.eventId().value() + 1);
      assertThat(kernel).event(root.eventId()).isCompleted().caused(followUp);
      assertThat(kernel)
          .event(followUp)
          .isFailed()
          .hasAttempts(1)
          .hasErrorContaining("policy test.broken_v1 failed", "boom");
    }
  }

  @Test
  void aFollowUpKeepsItsCauseWhenItIsTriedAgain() {
    int[] calls = {0};
    Policy flaky =
        TestPolicies.answering(
                "test.flaky_v1",
                (event, facts) -> {
                  if (calls[0]++ == 0) {
                    throw new IllegalStateException("not yet");
                  }
                  return TestPolicies.noop("test.flaky_v1").decide(event, facts);
                })
            .on("answered", "crm");
    try (Kernel kernel = TestKernels.kernel(CHAIN, FIRST, flaky)) {
      EventId root = kernel.ingest(TestEvents.event("asked").build()).eventId();
      EventId followUp = new EventId(root.value() + 1);
      assertThat(kernel).event(followUp).isFailed();

      ProcessedEvent again = kernel.ingest(next(TestEvents.event("asked").build(), "answered"));

      assertThat(again.eventId()).isEqualTo(followUp);
      assertThat(again.event().causalDepth()).isEqualTo(1);
      assertThat(kernel).hasEvents(2).event(root).caused(followUp);
      assertThat(kernel).event(followUp).isCompleted();
    }
  }

  private static EventNode onlyChild(EventNode parent) {
    assertThat(onlyAction(parent).caused()).hasSize(1);
    return onlyAction(parent).caused().get(0);
  }

  private static ActionNode onlyAction(EventNode parent) {
    assertThat(parent.decisions()).hasSize(1);
    assertThat(parent.decisions().get(0).actions()).hasSize(1);
    return parent.decisions().get(0).actions().get(0);
  }

  private static KernelEvent next(KernelEvent cause, String type) {
    return TestEvents.event(type).correlatedBy(cause.correlationId().value()).build();
  }

  private static Policy emittingPolicy(String name, String type) {
    return TestPolicies.acting(name, TestHandlers.TYPE).on(type, "crm");
  }
}
