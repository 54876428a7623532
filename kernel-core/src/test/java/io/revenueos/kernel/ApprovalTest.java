package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.HandlerFailedException;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalTest {
  private static final Approval ADMIN = Approval.by("ada", Role.ADMIN);

  @ParameterizedTest
  @EnumSource(names = "AUTOMATIC", mode = EnumSource.Mode.EXCLUDE)
  void anActionThatWaitsIsCarriedOutOnceWithItsGoAhead(Execution execution) {
    SettableClock clock = TestKernels.clock();
    try (Kernel kernel =
        TestKernels.builder(waiting(ActionType.TASK_CREATE, execution)).clock(clock).build()) {
      EventId event = kernel.ingest(TestEvents.event().build()).eventId();
      RecordedAction before = action(kernel, event);
      assertThat(before.status()).isEqualTo(ActionStatus.PENDING);
      assertThat(before.completedAt()).isEmpty();
      assertThat(before.result())
          .isEqualTo(
              JsonObject.of(
                  "waiting_for", execution == Execution.AFTER_OVERRIDE ? "override" : "approval"));
      assertThat(kernel).event(event).isCompleted().hasEffectsIn();

      clock.advance(Duration.ofHours(3));
      RecordedAction after = kernel.approve(TestEvents.SCOPE, before.id(), ADMIN);

      assertThat(after.status()).isEqualTo(ActionStatus.COMPLETED);
      assertThat(after.result()).isEqualTo(JsonObject.of("approved_by", "ada"));
      assertThat(after.completedAt()).contains(clock.instant());
      assertThat(action(kernel, event)).isEqualTo(after);
      assertThat(kernel).event(event).hasEffectsIn("tasks");
      assertNotApprovable(kernel, TestEvents.SCOPE, after.id(), ADMIN, "not_waiting");
      assertThat(kernel).event(event).hasEffectsIn("tasks");
    }
  }

  @Test
  void outsideAnyModuleOnlyAnAdminMayGiveTheGoAhead() {
    try (Kernel kernel = TestKernels.kernel(waiting(ActionType.NOOP, Execution.AFTER_APPROVAL))) {
      ActionId id = action(kernel, kernel.ingest(TestEvents.event().build()).eventId()).id();

      assertThatThrownBy(
              () -> kernel.approve(TestEvents.SCOPE, id, Approval.by("max", Role.MANAGER)))
          .isInstanceOf(RefusedException.class)
          .hasMessage("action %s needs one of the roles [admin]; max has [manager]", id);
      assertNotApprovable(kernel, TestEvents.SCOPE, id, Approval.by("nobody"), "role_missing");
      assertThat(kernel.approve(TestEvents.SCOPE, id, ADMIN).status())
          .isEqualTo(ActionStatus.COMPLETED);
    }
  }

  @Test
  void inAModuleTheRolesOfItsManifestMay() {
    Policy policy = waiting(ActionType.NOOP, Execution.AFTER_OVERRIDE);
    try (Kernel kernel =
        TestKernels.builder().module(TestModules.module("ai_test", policy)).build()) {
      ActionId id = action(kernel, kernel.ingest(TestEvents.event().build()).eventId()).id();

      assertNotApprovable(kernel, TestEvents.SCOPE, id, ADMIN, "role_missing");
      Approval sales = new Approval("sam", Set.of(new Role("marketer"), new Role("sales")));
      assertThat(kernel.approve(TestEvents.SCOPE, id, sales).status())
          .isEqualTo(ActionStatus.COMPLETED);
    }
  }

  @Test
  void anActionOfSomebodyElseDoesNotExist() {
    try (Kernel kernel = TestKernels.kernel(waiting(ActionType.NOOP, Execution.AFTER_APPROVAL))) {
      ActionId id = action(kernel, kernel.ingest(TestEvents.event().build()).eventId()).id();

      assertNotApprovable(kernel, TestEvents.OTHER_SCOPE, id, ADMIN, "unknown_action");
      assertNotApprovable(kernel, TestEvents.SCOPE, new ActionId(99), ADMIN, "unknown_action");
    }
  }

  @Test
  void anActionThatIsDoneOrInShadowModeCannotBeApproved() {
    Policy automatic = waiting(ActionType.NOOP, Execution.AUTOMATIC);
    Policy watched = waiting(ActionType.NOOP, Execution.AFTER_APPROVAL);
    try (Kernel enforcing = TestKernels.kernel(automatic);
        Kernel watching = TestKernels.builder(watched).mode(Mode.SHADOW).build()) {
      ActionId done =
          action(enforcing, enforcing.ingest(TestEvents.event().build()).eventId()).id();
      ActionId logged =
          action(watching, watching.ingest(TestEvents.event().build()).eventId()).id();

      assertNotApprovable(enforcing, TestEvents.SCOPE, done, ADMIN, "not_waiting");
      assertNotApprovable(watching, TestEvents.SCOPE, logged, ADMIN, "not_waiting");
    }
  }

  @Test
  void anActionWhoseHandlerFailsGoesOnWaiting() {
    try (Kernel kernel =
        TestKernels.kernel(
            TestHandlers.failing("provider down"),
            waiting(TestHandlers.TYPE, Execution.AFTER_APPROVAL))) {
      EventId event = kernel.ingest(TestEvents.event().build()).eventId();
      RecordedAction before = action(kernel, event);

      assertThatThrownBy(() -> kernel.approve(TestEvents.SCOPE, before.id(), ADMIN))
          .hasMessageContaining("provider down");
      assertThat(action(kernel, event)).isEqualTo(before);
    }
  }

  @Test
  void whatAnApprovedActionEmitsIsProcessed() {
    try (Kernel kernel =
        TestKernels.kernel(
            TestHandlers.emitting(cause -> TestEvents.event("followed").build()),
            waiting(TestHandlers.TYPE, Execution.AFTER_APPROVAL))) {
      EventId event = kernel.ingest(TestEvents.event().build()).eventId();

      kernel.approve(TestEvents.SCOPE, action(kernel, event).id(), ADMIN);

      EventId followUp = new EventId(event.value() + 1);
      assertThat(kernel).event(event).caused(followUp);
      assertThat(kernel).hasEvents(2).event(followUp).isCompleted();
    }
  }

  @Test
  void whoApprovedIsKeptEvenWhenTheEffectWasThereAlready() {
    Task always = TestHandlers.task("one-key-for-all");
    try (Kernel kernel =
        TestKernels.kernel(
            TestHandlers.handling(
                TestHandlers.TYPE, (action, context) -> Outcome.completed(always)),
            waiting(TestHandlers.TYPE, Execution.AFTER_APPROVAL))) {
      EventId first = kernel.ingest(TestEvents.event().build()).eventId();
      EventId second = kernel.ingest(TestEvents.event().correlatedBy("req-2").build()).eventId();
      kernel.approve(TestEvents.SCOPE, action(kernel, first).id(), ADMIN);

      RecordedAction repeated =
          kernel.approve(TestEvents.SCOPE, action(kernel, second).id(), ADMIN);

      assertThat(repeated.status()).isEqualTo(ActionStatus.SKIPPED);
      assertThat(repeated.result().text("reason_code")).contains("effect_already_there");
      assertThat(repeated.result().text("approved_by")).contains("ada");
      assertThat(kernel).event(second).hasEffectsIn();
    }
  }

  @Test
  void aDeactivatedTenantApprovesNothing() {
    try (Kernel kernel = TestKernels.kernel(waiting(ActionType.NOOP, Execution.AFTER_APPROVAL))) {
      EventId event = kernel.ingest(TestEvents.event().build()).eventId();
      kernel.register(TestKernels.tenant(JsonObject.empty()).deactivated());

      assertNotApprovable(
          kernel, TestEvents.SCOPE, action(kernel, event).id(), ADMIN, "inactive_tenant");
    }
  }

  @Test
  void anActionWhoseHandlerThrowsStillWaits() {
    try (Kernel kernel =
        TestKernels.kernel(
            TestHandlers.failing("not today"),
            waiting(TestHandlers.TYPE, Execution.AFTER_APPROVAL))) {
      EventId event = kernel.ingest(TestEvents.event().build()).eventId();
      ActionId id = action(kernel, event).id();

      assertThatThrownBy(() -> kernel.approve(TestEvents.SCOPE, id, ADMIN))
          .isInstanceOf(HandlerFailedException.class)
          .hasMessageContaining("TEST_ACTION")
          .hasMessageContaining("not today");
      assertThat(action(kernel, event).status()).isEqualTo(ActionStatus.PENDING);
    }
  }

  @Test
  void anApprovalSaysWhoGaveIt() {
    assertRefused(() -> Approval.by(" ", Role.ADMIN)).at("by").withCode("invalid_approval");
  }

  private static void assertNotApprovable(
      Kernel kernel, TenantScope scope, ActionId id, Approval approval, String code) {
    assertThatThrownBy(() -> kernel.approve(scope, id, approval))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Policy waiting(ActionType type, Execution execution) {
    return TestPolicies.acting(
        "test.waiting_v1",
        TestPolicies.action(type, "test.waiting_v1", ".do").execution(execution));
  }

  private static RecordedAction action(Kernel kernel, EventId event) {
    return kernel
        .explain(TestEvents.SCOPE, event)
        .orElseThrow()
        .root()
        .decisions()
        .get(0)
        .actions()
        .get(0)
        .action();
  }
}
