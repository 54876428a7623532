package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kill switch: what stands still, what goes on, and what becomes of what waited. */
class PauseTest {
  private static final String MODULE = "ai_test";

  private final KernelStore store = new InMemoryKernelStore();
  private final ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
  private final KernelDriver driver = node(Duration.ofHours(1));
  private final KernelControl control = driver.kernel().control();

  /** Asks for a task and a slow action. */
  private static Policy ofTheModule() {
    return TestPolicies.acting(
        "test.module_v1",
        TestPolicies.action(ActionType.TASK_CREATE, "test.module_v1", ".task"),
        TestPolicies.action(TestHandlers.TYPE, "test.module_v1", ".call"));
  }

  private static Policy ofTheHost() {
    return TestPolicies.acting("test.host_v1", ActionType.TASK_CREATE)
        .on("host_happened", TestEvents.SOURCE);
  }

  private KernelDriver node(Duration pollInterval) {
    return KernelDriver.of(
        Kernel.builder()
            .store(store)
            .module(TestModules.module(MODULE, ofTheModule()))
            .policy(ofTheHost())
            .policy(TestPolicies.block("test.guard_v1").on("asked", TestEvents.SOURCE))
            .handler(provider)
            .retry(RetryPolicy.never())
            .workers(
                WorkerOptions.defaults().threads(1).stepThreads(1).pollInterval(pollInterval)));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private EventId emit(String type, TenantScope scope) {
    return driver.emit(TestEvents.event(type).in(scope).build());
  }

  private void assertWaits(EventId id) {
    driver.drain();
    assertThat(driver.kernel()).event(id).isPending().hasAttempts(0);
  }

  private void assertDone(EventId id) {
    driver.drain();
    assertThat(driver.kernel()).event(id).isCompleted();
  }

  @Test
  void aPausedKernelAcceptsAndAnswersAndDoesNothingElse() {
    control.pauseKernel("ada", "drill");
    EventId emitted = emit(TestEvents.TYPE, TestEvents.SCOPE);
    KernelEvent ingested = TestEvents.event("host_happened").build();

    ProcessedEvent waiting = driver.kernel().ingest(ingested);
    assertThat(waiting.status()).isEqualTo(EventStatus.PENDING);
    assertThat(waiting.decisions()).isEmpty();
    assertThat(driver.kernel().guard(TestEvents.event("asked").build()).blocks()).isTrue();
    assertThat(driver.drain()).isZero();
    assertWaits(emitted);

    assertThat(control.resume(Pause.Kind.KERNEL, "")).isTrue();
    assertDone(emitted);
    assertDone(waiting.eventId());
    assertThat(driver.kernel().ingest(ingested).status()).isEqualTo(EventStatus.COMPLETED);
  }

  @Test
  void aPausedTenantStandsStillAndNobodyElse() {
    control.pauseTenant(TestEvents.TENANT, "ada", "unpaid");
    EventId paused = emit(TestEvents.TYPE, TestEvents.SCOPE);
    EventId other = emit(TestEvents.TYPE, TestEvents.OTHER_SCOPE);

    assertDone(other);
    assertWaits(paused);
    control.resume(Pause.Kind.TENANT, TestEvents.TENANT.toString());
    assertDone(paused);
  }

  @Test
  void slowActionsOfAPausedTenantWaitToo() {
    EventId id = emit(TestEvents.TYPE, TestEvents.SCOPE);
    driver.step();
    control.pauseTenant(TestEvents.TENANT, "ada", "unpaid");

    assertThat(driver.drain()).isZero();
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).waitsFor("worker");
    control.resume(Pause.Kind.TENANT, TestEvents.TENANT.toString());
    driver.drain();
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void theGuardsOfAPausedTenantAnswerAndItsActionsWait() {
    control.pauseTenant(TestEvents.TENANT, "ada", "unpaid");

    EventId id = driver.kernel().guard(TestEvents.event("host_happened").build()).eventId();

    assertThat(driver.kernel())
        .event(id)
        .isCompleted()
        .action(ActionType.TASK_CREATE)
        .waitsFor("resume")
        .hasEffectsIn();
    assertThat(driver.drain()).isZero();
    control.resume(Pause.Kind.TENANT, TestEvents.TENANT.toString());
    driver.drain();
    assertThat(driver.kernel())
        .event(id)
        .action(ActionType.TASK_CREATE)
        .isCompleted()
        .hasEffectsIn("tasks");
  }

  @Test
  void eventsThatAPausedModuleAnswersWaitAndSoDoTheActionsItAskedFor() {
    EventId before = emit(TestEvents.TYPE, TestEvents.SCOPE);
    driver.step();
    control.pauseModule(new ModuleId(MODULE), "ada", "wrong prices");
    EventId during = emit(TestEvents.TYPE, TestEvents.OTHER_SCOPE);
    EventId ofTheHost = emit("host_happened", TestEvents.OTHER_SCOPE);

    assertDone(ofTheHost);
    assertWaits(during);
    assertThat(driver.kernel()).event(before).action(TestHandlers.TYPE).waitsFor("worker");

    control.resume(Pause.Kind.MODULE, MODULE);
    assertDone(during);
    assertThat(driver.kernel()).event(before).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void actionsOfAPausedTypeWaitAndTheirEventsAreCompleted() {
    control.pauseActions(ActionType.TASK_CREATE, "ada", "nobody at work");
    control.pauseActions(TestHandlers.TYPE, "ada", "provider down");
    EventId id = emit(TestEvents.TYPE, TestEvents.SCOPE);
    driver.drain();

    assertThat(driver.kernel())
        .event(id)
        .isCompleted()
        .hasEffectsIn()
        .action(ActionType.TASK_CREATE)
        .waitsFor("resume");
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).waitsFor("worker");

    control.resume(Pause.Kind.ACTION_TYPE, ActionType.TASK_CREATE.name());
    driver.drain();
    assertThat(driver.kernel()).event(id).action(ActionType.TASK_CREATE).isCompleted();
    assertThat(provider.calls()).isEmpty();
    control.resume(Pause.Kind.ACTION_TYPE, TestHandlers.TYPE.name());
    driver.drain();
    assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isCompleted();
  }

  @Test
  void whatStandsStillIsListedAndWhoSaidSo() {
    assertThat(control.pauses()).isEmpty();
    control.pauseTenant(TestEvents.TENANT, "ada", "unpaid");
    control.pauseTenant(TestEvents.TENANT, "max", "still unpaid");

    assertThat(control.pauses())
        .containsExactly(
            new Pause(
                Pause.Kind.TENANT,
                TestEvents.TENANT.toString(),
                "max",
                "still unpaid",
                driver.clock().instant()));
    assertThat(control.resume(Pause.Kind.KERNEL, "")).isFalse();
    assertThat(control.resume(Pause.Kind.TENANT, TestEvents.TENANT.toString())).isTrue();
    assertThat(control.resume(Pause.Kind.TENANT, TestEvents.TENANT.toString())).isFalse();
  }

  @Test
  void aPauseIsSignedAndAboutSomethingThatExists() {
    assertRefused(() -> control.pauseKernel(" ", "drill")).at("by").withCode("invalid_control");
    assertRefused(() -> control.pauseKernel("ada", "\0")).at("reason");
    assertThatThrownBy(() -> control.pauseModule(new ModuleId("ai_none"), "ada", "why"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("unknown_module"));
    assertThatThrownBy(
            () -> control.pauseActions(new ActionType("OUTBOUND_EMAL"), "ada", "provider down"))
        .hasMessageContainingAll("OUTBOUND_EMAL is not known", ActionType.OUTBOUND_EMAIL.name())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("unknown_action_type"));
    assertThat(control.pauses()).isEmpty();
  }

  @Test
  void aReasonHasALengthThatIsAllowed() {
    String longest = "x".repeat(1_000);
    control.pauseKernel("ada", longest);
    assertThat(control.pauses()).extracting(Pause::reason).containsExactly(longest);
    assertRefused(() -> control.pauseKernel("ada", longest + "x"))
        .at("reason")
        .withCode("invalid_control")
        .saying("at most 1000 characters, found 1001");
  }

  @Test
  void aPageOfDeadLettersHasALimit() {
    for (int limit : new int[] {0, -1}) {
      assertRefused(() -> control.deadLetters(TestEvents.SCOPE, null, limit))
          .at("limit")
          .withCode("invalid_control")
          .saying("at least 1, found " + limit);
    }
  }

  @Test
  void anotherNodeOnTheStoreObeysWithinItsPollInterval() {
    try (KernelDriver other = node(Duration.ofMillis(20))) {
      other.kernel().start();
      EventId before = other.emit(TestEvents.event("host_happened").build());
      Await.until("completed", () -> isCompleted(other, before));

      control.pauseKernel("ada", "drill");
      KernelEvent question = TestEvents.event("host_happened").correlatedBy("req-2").build();
      Await.until("obeyed", () -> isObeyed(other));
      EventId during = other.emit(question);
      control.resume(Pause.Kind.KERNEL, "");

      Await.until("resumed", () -> isCompleted(other, during));
    }
  }

  private int asked;

  private boolean isObeyed(KernelDriver node) {
    KernelEvent event = TestEvents.event("nobody_answers").correlatedBy("asked-" + asked++).build();
    return node.kernel().ingest(event).status() == EventStatus.PENDING;
  }

  private static boolean isCompleted(KernelDriver node, EventId id) {
    return node.kernel().explain(TestEvents.SCOPE, id).orElseThrow().root().status()
        == EventStatus.COMPLETED;
  }
}
