package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is checked when a kernel is built, and what is left of it when it is closed. */
class KernelBuilderTest {
  private static final ActionHandler HANDLER =
      TestHandlers.handling(TestHandlers.TYPE, (action, context) -> Outcome.completed());

  @Test
  void aKernelNeedsAStore() {
    assertRefused(() -> Kernel.builder().build())
        .withCode("invalid_configuration")
        .at("store")
        .saying("required, but missing; call .store(...)");
  }

  @Test
  void aNumberOutOfRangeIsRefused() {
    assertRefused(() -> RetryPolicy.defaults().attempts(0))
        .at("maxAttempts")
        .saying("expected at least 1, found 0");
    assertRefused(() -> TestKernels.builder().maxPayloadBytes(1).build())
        .at("maxPayloadBytes")
        .saying("expected at least 2, found 1");
  }

  @Test
  void aModeForAnUnknownPolicyIsRefused() {
    assertRefused(
            () -> TestKernels.builder().mode(new PolicyName("test.a_v1"), Mode.SHADOW).build())
        .at("mode")
        .saying("unknown policy test.a_v1");
  }

  @Test
  void aPolicyOfTheHostAndOneOfAModuleMayNotShareAName() {
    assertRefused(
            () ->
                TestKernels.builder(TestPolicies.allow("test.a_v1"))
                    .module(TestModules.module("ai_test", TestPolicies.block("test.a_v1")))
                    .build())
        .at("policy test.a_v1")
        .saying("registered twice");
  }

  @Test
  void twoHandlersForOneTypeAreRefused() {
    assertRefused(() -> TestKernels.builder().handler(HANDLER).handler(HANDLER).build())
        .at("handler")
        .saying("two handlers for TEST_ACTION");
    ModuleManifest manifest = ModuleManifest.parse(TestModules.manifestJson("ai_test").toJson());
    assertRefused(
            () ->
                TestKernels.builder()
                    .handler(HANDLER)
                    .module(TestModules.module(manifest, List.of(HANDLER)))
                    .build())
        .saying("two handlers for TEST_ACTION");
  }

  @Test
  void aHandlerOfTheHostReplacesABuiltInOne() {
    ActionHandler own =
        TestHandlers.handling(
            ActionType.TASK_CREATE,
            (action, context) -> Outcome.completed(JsonObject.of("by", "the host")));
    Policy policy = TestPolicies.acting("test.a_v1", ActionType.TASK_CREATE);
    try (Kernel kernel = TestKernels.kernel(own, policy)) {
      EventId id = kernel.ingest(TestEvents.event().build()).eventId();

      assertThat(kernel)
          .event(id)
          .hasAction(ActionType.TASK_CREATE, ActionStatus.COMPLETED)
          .hasEffectsIn();
    }
  }

  @Test
  void aModuleIsRegisteredOnceAndItsRequirementsToo() {
    assertRefused(
            () ->
                TestKernels.builder()
                    .module(TestModules.module("ai_test"))
                    .module(TestModules.module("ai_test"))
                    .build())
        .at("module ai_test");
    ModuleManifest needy =
        ModuleManifest.parse(
            TestModules.manifestJson("ai_test").with("requires", List.of("ai_cro")).toJson());
    assertRefused(() -> TestKernels.builder().module(TestModules.module(needy, List.of())).build())
        .saying("requires [ai_cro]");
  }

  @Test
  void aPlannedModuleCannotBringPolicies() {
    ModuleManifest planned =
        ModuleManifest.parse(
            TestModules.manifestJson("ai_test").with("status", "planned").toJson());
    assertRefused(
            () ->
                TestKernels.builder()
                    .module(TestModules.module(planned, List.of(), TestPolicies.allow("test.a_v1")))
                    .build())
        .at("module ai_test")
        .saying("a planned module cannot bring policies");
  }

  @Test
  void thePlannedModulesAreListedUnlessTheHostBringsTheRealOne() {
    try (Kernel kernel = TestKernels.builder().module(TestModules.module("ai_cfo")).build()) {
      assertThat(kernel.registry().modules())
          .extracting(module -> module.manifest().id().value(), m -> m.manifest().active())
          .containsExactly(tuple("ai_cfo", true), tuple("ai_coo", false));
    }
  }

  @Test
  void nothingIsDiscoveredWhereNoModuleIsDeclared() {
    try (Kernel kernel = TestKernels.builder().discoverModules().build()) {
      assertThat(kernel.registry().modules()).hasSize(2);
    }
  }

  @Test
  void twoKernelsLiveSideBySide() {
    try (Kernel one = TestKernels.kernel();
        Kernel other = TestKernels.kernel()) {
      one.ingest(TestEvents.event().build());

      assertThat(one).hasEvents(1);
      assertThat(other).hasEvents(0);
    }
  }

  @Test
  void aFactThatNobodyDeclaresIsRefused() {
    assertRefused(
            () ->
                TestKernels.builder().fact(Fact.flag("nobody.asks", true), event -> false).build())
        .at("fact")
        .saying("no policy declares the fact \"nobody.asks\"");
  }

  @Test
  void aClosedKernelRefusesEveryCall() {
    WatchedStore store = new WatchedStore(Set.of());
    Kernel kernel = Kernel.builder().store(store).build();
    kernel.close();
    kernel.close();

    assertThat(store.closed).hasValue(1);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> kernel.emit(TestEvents.event().build()),
            () -> kernel.ingest(TestEvents.event().build()),
            () -> kernel.guard(TestEvents.event().build()),
            () -> kernel.explain(TestEvents.SCOPE, TestEvents.SOME_ID),
            () -> kernel.replay(TestEvents.SCOPE, TestEvents.SOME_ID),
            () -> kernel.register(TestKernels.tenant(JsonObject.empty())),
            () -> kernel.tenant(TestEvents.TENANT),
            kernel.control()::tenants,
            () -> kernel.control().ownerOf(TestEvents.SOME_ID),
            kernel.control()::stats,
            kernel::health)) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this kernel is closed");
    }
  }
}
