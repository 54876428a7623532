package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleSummary;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModuleSwitchingTest {
  private static final ModuleId MODULE = new ModuleId("ai_test");
  private static final ModuleId PLANNED = new ModuleId("ai_cfo");
  private static final ModuleId UNKNOWN = new ModuleId("ai_cxo");
  private static final TenantScope SCOPE = TestEvents.SCOPE;
  private static final TenantScope STRANGER = TestEvents.OTHER_SCOPE;

  private final Kernel kernel =
      TestKernels.builder()
          .module(TestModules.module("ai_test", TestPolicies.block("test.guard_v1")))
          .build();
  private final ModuleDesk desk = kernel.modules();

  ModuleSwitchingTest() {
    kernel.register(TestKernels.tenant(JsonObject.empty()));
  }

  @AfterEach
  void closeKernel() {
    kernel.close();
  }

  private static void assertRefusal(String code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessage(message);
  }

  private String reason() {
    return desk.access(SCOPE, MODULE).reasonCode();
  }

  @Test
  void aSwitchIsSetOnceAndFollowsTheDefaultAgain() {
    assertThat(reason()).isEqualTo("default");
    assertThat(desk.disable(SCOPE, MODULE, "ada")).isTrue();
    assertThat(desk.disable(SCOPE, MODULE, "bob")).isFalse();
    assertThat(desk.access(SCOPE, MODULE).reasonText()).endsWith("set by ada");
    assertThat(reason()).isEqualTo("tenant_disabled");
    assertThat(desk.enable(SCOPE, MODULE, "ada")).isTrue();
    assertThat(desk.enable(SCOPE, MODULE, "ada")).isFalse();
    assertThat(reason()).isEqualTo("tenant_enabled");
    assertThat(desk.followDefault(SCOPE, MODULE, "ada")).isTrue();
    assertThat(desk.followDefault(SCOPE, MODULE, "ada")).isFalse();
    assertThat(reason()).isEqualTo("default");
  }

  @Test
  void aCheckRefusesTheSameAndStoresNothing() {
    desk.check(ModuleSwitch.on("ai_test", "ada"));
    desk.check(ModuleSwitch.off("ai_cfo", "ada"));
    assertThatThrownBy(() -> desk.check(ModuleSwitch.on("ai_cfo", "ada")))
        .hasMessageContaining("planned");
    assertThatThrownBy(() -> desk.check(ModuleSwitch.off("ai_cxo", "ada")))
        .hasMessageContaining("ai_cxo");
    assertThat(reason()).isEqualTo("default");
  }

  @Test
  void aRolloutHoldsForWhoeverHasNoSwitch() {
    ModuleRollout nobody = ModuleRollout.toEveryone("ai_test", "ops").toPercent(0);
    desk.rollout(nobody);
    assertThat(reason()).isEqualTo("outside_rollout");
    desk.rollout(nobody.toBetaOnly());
    assertThat(reason()).isEqualTo("beta_only");
    kernel.register(TestKernels.tenant(JsonObject.of("beta", true)));
    assertThat(reason()).isEqualTo("beta");
    desk.disable(SCOPE, MODULE, "ada");
    assertThat(reason()).isEqualTo("tenant_disabled");
  }

  @Test
  void aPlannedModuleIsOnForNobodyAndCannotBeEnabled() {
    String message = "module ai_cfo is planned: it cannot be enabled yet";
    List<TenantId> tenants = List.of(SCOPE.tenant());
    assertRefusal("module_planned", message, () -> desk.enable(SCOPE, PLANNED, "ada"));
    assertRefusal("module_planned", message, () -> desk.enableForAll(PLANNED, tenants, "ada"));
    assertRefusal(
        "module_planned", message, () -> desk.rollout(ModuleRollout.toEveryone("ai_cfo", "ops")));
    assertThat(desk.access(SCOPE, PLANNED).reasonCode()).isEqualTo("module_planned");
    assertThat(desk.access(SCOPE, PLANNED).enabled()).isFalse();
    assertThat(desk.disable(SCOPE, PLANNED, "ada")).isTrue();
  }

  @Test
  void aModuleThatIsNotRegisteredIsNamed() {
    String message = "module ai_cxo is not registered; registered: [ai_cfo, ai_coo, ai_test]";
    List<TenantId> tenants = List.of(SCOPE.tenant());
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> desk.access(SCOPE, UNKNOWN),
            () -> desk.enable(SCOPE, UNKNOWN, "ada"),
            () -> desk.disable(SCOPE, UNKNOWN, "ada"),
            () -> desk.followDefault(SCOPE, UNKNOWN, "ada"),
            () -> desk.enableForAll(UNKNOWN, tenants, "ada"),
            () -> desk.rollout(ModuleRollout.toEveryone("ai_cxo", "ops")))) {
      assertRefusal("unknown_module", message, call);
    }
  }

  @Test
  void aTenantThatIsNotRegisteredIsNamed() {
    String message =
        "tenant %s is not registered; call Kernel.register".formatted(STRANGER.tenant());
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> desk.access(STRANGER, MODULE),
            () -> desk.enable(STRANGER, MODULE, "ada"),
            () -> desk.disable(STRANGER, MODULE, "ada"),
            () -> desk.followDefault(STRANGER, MODULE, "ada"))) {
      assertRefusal("unknown_tenant", message, call);
    }
    List<TenantId> both = List.of(SCOPE.tenant(), STRANGER.tenant());
    assertRefusal("unknown_tenant", message, () -> desk.enableForAll(MODULE, both, "ada"));
    assertThat(reason()).isEqualTo("default");
  }

  @Test
  void whoeverSwitchesIsNamed() {
    assertRefused(() -> desk.enable(SCOPE, MODULE, " ")).at("by").withCode("invalid_switch");
    assertRefused(() -> desk.disable(SCOPE, MODULE, "")).at("by");
    assertRefused(() -> desk.followDefault(SCOPE, MODULE, "")).at("by");
    assertRefused(() -> desk.enableForAll(MODULE, List.of(), "")).at("by");
    assertRefused(() -> desk.rollout(ModuleRollout.toEveryone("No Module", "ops"))).at("module");
  }

  @Test
  void manyTenantsAreSwitchedOnAtOnce() {
    List<TenantId> tenants = IntStream.range(0, 20).mapToObj(this::registered).toList();
    desk.enable(TenantScope.of(tenants.get(0)), MODULE, "ada");
    desk.disable(TenantScope.of(tenants.get(1)), MODULE, "ada");
    assertThat(desk.enableForAll(MODULE, tenants, "ops")).isEqualTo(19);
    assertThat(desk.enableForAll(MODULE, tenants, "ops")).isZero();
    assertThat(desk.enableForAll(MODULE, List.of(SCOPE.tenant(), SCOPE.tenant()), "ops"))
        .isEqualTo(1);
    assertThat(desk.enableForAll(MODULE, List.of(), "ops")).isZero();
    assertThat(summary(MODULE).tenantsByReason()).isEqualTo(Map.of("tenant_enabled", 21));
  }

  private TenantId registered(int number) {
    TenantId id = new TenantId(new UUID(number, number));
    kernel.register(Tenant.of(id, "tenant-" + number, "Tenant"));
    return id;
  }

  private ModuleSummary summary(ModuleId module) {
    return desk.summary().stream()
        .filter(summary -> summary.id().equals(module))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSummaryCountsTenantsByReason() {
    List<TenantId> tenants = IntStream.range(0, 4).mapToObj(this::registered).toList();
    kernel.register(
        Tenant.of(tenants.get(0), "tenant-0", "Tenant").configured(JsonObject.of("beta", true)));
    desk.enable(TenantScope.of(tenants.get(1)), MODULE, "ada");
    desk.disable(TenantScope.of(tenants.get(2)), MODULE, "ada");
    ModuleRollout beta = ModuleRollout.toEveryone("ai_test", "ops").toBetaOnly();
    desk.rollout(beta);

    assertThat(desk.summary())
        .extracting(summary -> summary.id().value())
        .containsExactly("ai_cfo", "ai_coo", "ai_test");
    ModuleSummary test = summary(MODULE);
    assertThat(test.manifest().active()).isTrue();
    assertThat(test.rollout()).contains(beta);
    assertThat(test.on()).isEqualTo(2);
    assertThat(test.off()).isEqualTo(3);
    assertThat(test.tenantsByReason())
        .isEqualTo(Map.of("beta", 1, "tenant_enabled", 1, "tenant_disabled", 1, "beta_only", 2));
    ModuleSummary planned = summary(PLANNED);
    Optional<ModuleRollout> none = planned.rollout();
    assertThat(none).isEmpty();
    assertThat(planned.off()).isEqualTo(5);
    assertThat(planned.tenantsByReason()).isEqualTo(Map.of("module_planned", 5));
  }

  /** A pause stops policies; a switch turns requests away. */
  @Test
  void thePoliciesOfAModuleThatIsOffStillAnswer() {
    desk.disable(SCOPE, MODULE, "ada");
    GuardVerdict verdict = kernel.guard(TestEvents.event().build());
    assertThat(verdict.blocks()).isTrue();
  }

  @Test
  void aClosedKernelLetsNobodyIn() {
    kernel.close();
    assertThatThrownBy(() -> desk.require(SCOPE, MODULE, "setup"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(desk::summary).isInstanceOf(IllegalStateException.class);
  }
}
