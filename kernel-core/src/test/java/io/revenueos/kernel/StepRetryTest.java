package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.Traceparent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How actions that are left to a worker are tried, and what is committed when they are done. */
class StepRetryTest {
  private final ScriptedSteps provider =
      ScriptedSteps.serving(
          TestHandlers.TYPE,
          StepOptions.defaults()
              .retry(new RetryPolicy(4, Duration.ofSeconds(10), 3, Duration.ofMinutes(1), 0))
              .timeout(Duration.ofMinutes(5)));
  private final KernelDriver driver = KernelDriver.of(TestKernels.calling(provider).node("node-1"));

  @AfterEach
  void close() {
    driver.close();
  }

  private EventId emit() {
    return driver.emit(TestEvents.event().build());
  }

  @Test
  void anEventIsCompletedWithoutWaitingForItsSlowActions() {
    EventId id = emit();
    driver.step();

    assertThat(driver.kernel())
        .event(id)
        .isCompleted()
        .action(TestHandlers.TYPE)
        .waitsFor("worker");
    assertThat(provider.calls()).isEmpty();
  }

  @Test
  void aHandlerIsToldAllThatItNeeds() {
    Traceparent trace = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    provider.fail("not yet");
    EventId id = driver.emit(TestEvents.event().build().tracedBy(trace));
    driver.drain();
    driver.advance(Duration.ofSeconds(10));

    StepContext first = provider.calls().get(0);
    StepContext second = provider.calls().get(1);
    assertThat(first.eventId()).isEqualTo(id);
    assertThat(first.event().traceparent()).contains(trace);
    assertThat(first.actionId()).isEqualTo(driver.action(id).id());
    assertThat(first.now()).isEqualTo("2026-01-05T10:00:00Z");
    assertThat(first.deadline()).isEqualTo("2026-01-05T10:05:00Z");
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.now()).isEqualTo("2026-01-05T10:00:10Z");
    assertThat(second.idempotencyKey())
        .isEqualTo(first.idempotencyKey())
        .contains(TestEvents.TENANT.toString());
    assertThat(first.directory().find(TestPolicies.DEAL)).isEmpty();
  }

  @Test
  void itIsTriedAgainAfterGrowingDelaysAndDeadInTheEnd() {
    provider.fail("one").fail("two").fail("three").fail("four");
    EventId id = emit();
    driver.drain();
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isFailed(1);

    for (int seconds : new int[] {10, 30, 60}) {
      assertThat(driver.advance(Duration.ofSeconds(seconds).minusMillis(1))).isZero();
      assertThat(driver.advance(Duration.ofMillis(1))).isEqualTo(1);
    }

    assertThat(driver.kernel())
        .event(id)
        .isCompleted()
        .action(TestHandlers.TYPE)
        .isDead("attempts_exhausted")
        .failedWith("one", "two", "three", "four");
    assertThat(driver.advance(Duration.ofDays(1))).isZero();
    assertThat(driver.signals().of(KernelSignal.ActionAttempted.class))
        .extracting(KernelSignal.ActionAttempted::status)
        .containsExactly(
            ActionStatus.FAILED, ActionStatus.FAILED, ActionStatus.FAILED, ActionStatus.DEAD);
  }

  @Test
  void everyAttemptIsKeptWithTimeNodeAndError() {
    provider.fail("one").raise(new IOException("two"));
    EventId id = emit();
    driver.drain();
    driver.advance(Duration.ofSeconds(10));

    assertThat(
            driver
                .kernel()
                .control()
                .attempts(TestEvents.SCOPE, WorkItem.of(driver.action(id).id())))
        .satisfiesExactly(
            first -> {
              assertThat(first.number()).isEqualTo(1);
              assertThat(first.at()).isEqualTo("2026-01-05T10:00:00Z");
              assertThat(first.node()).isEqualTo("node-1");
              assertThat(first.error()).contains("one");
            },
            second -> {
              assertThat(second.number()).isEqualTo(2);
              assertThat(second.at()).isEqualTo("2026-01-05T10:00:10Z");
              assertThat(second.error()).contains("two");
            });
  }

  @Test
  void whatCannotBeTriedAgainIsDeadAtOnce() {
    provider.refuse("account_closed", "nobody there");
    EventId id = emit();
    driver.drain();

    assertThat(driver.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isDead("account_closed")
        .failedWith("nobody there");
    assertThat(driver.advance(Duration.ofDays(1))).isZero();
  }

  @Test
  void errorsAndAnswersThatAreNoneAreFailuresLikeAnyOther() {
    provider.raise(new StackOverflowError("deep")).raise(new IOError(new IOException("disk")));
    provider.answer(context -> nothing());
    EventId id = emit();
    driver.drain();
    driver.advance(Duration.ofMinutes(1));
    driver.advance(Duration.ofMinutes(1));

    assertThat(driver.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isFailed(3)
        .failedWith("deep", "disk", "NullPointerException");
  }

  @SuppressWarnings("NullAway") // What a host's handler may do that nobody checks.
  private static Outcome nothing() {
    return null;
  }

  @Test
  void aHandlerThatSaysItWasInterruptedHasFailedAndTheInterruptIsNotForgotten() {
    provider.raise(new InterruptedException("pool closed"));
    EventId id = emit();
    driver.drain();

    assertThat(Thread.interrupted()).as("for whoever interrupted this thread").isTrue();
    assertThat(driver.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isFailed(1)
        .failedWith("pool closed");
  }

  @Test
  void whatItReturnsIsCommittedOnce() {
    provider
        .fail("first time unlucky")
        .answer(
            context ->
                new Outcome.Completed(
                    JsonObject.of("provider_id", "p-1"),
                    List.of(TestHandlers.task(context.idempotencyKey())),
                    List.of(TestEvents.event("answered").build())));
    EventId id = emit();
    driver.drain();
    driver.advance(Duration.ofSeconds(10));
    driver.advance(Duration.ofDays(1));

    EventId followUp = new EventId(id.value() + 1);
    assertThat(driver.kernel()).hasEvents(2).event(id).caused(followUp);
    assertThat(driver.kernel()).event(followUp).isCompleted();
    assertThat(driver.kernel())
        .event(id)
        .action(TestHandlers.TYPE)
        .isCompleted()
        .hasResult("provider_id", "p-1")
        .hasEffectsIn("tasks");
    assertThat(provider.calls()).hasSize(2);
  }

  @Test
  void anOutcomeWhoseEffectsAreThereAlreadyIsSkipped() {
    Task always = TestHandlers.task("one-key-for-all");
    provider
        .answer(context -> Outcome.completed(always))
        .answer(context -> Outcome.completed(always));
    EventId first = emit();
    EventId second = driver.emit(TestEvents.event().correlatedBy("req-2").build());
    driver.drain();

    assertThat(driver.kernel()).event(first).action(TestHandlers.TYPE).isCompleted();
    assertThat(driver.kernel())
        .event(second)
        .action(TestHandlers.TYPE)
        .isSkipped("effect_already_there");
    assertThat(driver.signals().of(KernelSignal.ActionAttempted.class))
        .extracting(KernelSignal.ActionAttempted::status)
        .containsExactly(ActionStatus.COMPLETED, ActionStatus.SKIPPED);
  }

  @Test
  void anOutcomeThatCannotBeWrittenIsAFailedAttempt() {
    provider.answer(
        context ->
            new Outcome.Completed(
                JsonObject.empty(),
                List.of(),
                List.of(TestEvents.event("stray").in(TestEvents.OTHER_SCOPE).build())));
    EventId id = emit();
    driver.drain();

    assertThat(driver.kernel())
        .hasEvents(1)
        .event(id)
        .action(TestHandlers.TYPE)
        .isFailed(1)
        .failedWith("cannot cause one of tenant");
  }

  @Test
  void anOutcomeWhoseWritingEndsInAnErrorIsAFailedAttempt() {
    Task task = TestHandlers.task("key");
    provider.answer(context -> Outcome.completed(task));
    KernelStore store =
        new RefusingStore(
            batch -> {
              if (!batch.effects().isEmpty()) {
                throw new StackOverflowError("too deep");
              }
            });
    try (KernelDriver other = KernelDriver.of(TestKernels.calling(provider).store(store))) {
      EventId id = other.emit(TestEvents.event().build());
      other.drain();
      assertThat(other.kernel())
          .event(id)
          .action(TestHandlers.TYPE)
          .isFailed(1)
          .failedWith("too deep");
    }
  }

  @Test
  void whatItSaysItselfIsKept() {
    provider
        .answer(context -> Outcome.skipped("opted_out", "they do not want calls"))
        .answer(context -> Outcome.dead("no_number", "there is no number"));
    EventId skipped = emit();
    EventId dead = driver.emit(TestEvents.event().correlatedBy("req-2").build());
    driver.drain();

    assertThat(driver.kernel()).event(skipped).action(TestHandlers.TYPE).isSkipped("opted_out");
    assertThat(driver.kernel())
        .event(dead)
        .action(TestHandlers.TYPE)
        .isDead("no_number")
        .hasAttempts(1)
        .failedWith("there is no number");
  }
}
