package io.revenueos.kernel.module;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleRegistryTest {
  private static final ModuleId TEST = new ModuleId("ai_test");

  @Test
  void modulesAreListedInTheOrderOfTheirIds() {
    ModuleRegistry registry =
        ModuleRegistry.of(
            List.of(TestModules.module("b"), TestModules.module("c"), TestModules.module("a")));

    assertThat(registry.modules())
        .extracting(module -> module.manifest().id().value())
        .containsExactly("a", "b", "c");
    assertThat(registry.find(new ModuleId("c"))).isPresent();
    assertThat(registry.find(new ModuleId("d"))).isEmpty();
  }

  @Test
  void anIdIsRegisteredOnce() {
    assertRefused(
            () ->
                ModuleRegistry.of(
                    List.of(TestModules.module("ai_test"), TestModules.module("ai_test"))))
        .withCode("invalid_module")
        .at("module ai_test")
        .saying("registered twice");
  }

  @Test
  void whatAModuleRequiresMustBeRegistered() {
    ExecModule needy =
        ExecModule.of(
            ModuleManifest.parse(
                TestModules.manifestJson("ai_test").with("requires", List.of("ai_cro")).toJson()));

    assertRefused(() -> ModuleRegistry.of(List.of(needy)))
        .at("module ai_test")
        .saying("requires [ai_cro], which is not registered; registered: [ai_test]");
    assertThat(ModuleRegistry.of(List.of(needy, TestModules.module("ai_cro"))).modules())
        .hasSize(2);
  }

  @Test
  void theAgentOfAModeIsFound() {
    ModuleRegistry registry = ModuleRegistry.of(List.of(TestModules.module("ai_test")));

    assertThat(registry.agentFor(TEST, "setup").key()).isEqualTo("intake");
    assertThatThrownBy(() -> registry.agentFor(TEST, "forecast"))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("unknown_mode"))
        .hasMessage("module ai_test has no mode \"forecast\"; it has [setup]");
    assertThatThrownBy(() -> registry.agentFor(new ModuleId("ai_cro"), "setup"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("unknown_module"))
        .hasMessage("module ai_cro is not registered; registered: [ai_test]");
  }

  @Test
  void thePlannedModulesAreListedAndEveryRequestToThemIsRefused() {
    ModuleRegistry registry = ModuleRegistry.of(PlannedModules.all());

    for (ExecModule module : registry.modules()) {
      ModuleId id = module.manifest().id();
      assertThatThrownBy(() -> registry.agentFor(id, "setup"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("module_planned"))
          .hasMessage("module %s is planned: it cannot be requested yet", id);
    }
  }

  @Test
  void thePlannedModulesAreThoseOfTheContract() {
    List<ModuleManifest> planned = new ArrayList<>();
    PlannedModules.all().forEach(module -> planned.add(module.manifest()));

    assertThat(planned)
        .extracting(manifest -> manifest.id().value(), ModuleManifest::name, ModuleManifest::active)
        .containsExactly(
            tuple("ai_cfo", "AI Chief Financial Officer", false),
            tuple("ai_coo", "AI Chief Operations Officer", false));
    assertThat(planned.get(0).modes())
        .containsExactly("setup", "budgeting", "forecasting", "reporting");
    assertThat(planned.get(1).modes())
        .containsExactly("setup", "workflows", "processes", "optimization");
    assertThat(planned.get(0).roles()).isEqualTo(Set.of(Role.ADMIN, new Role("finance")));
    assertThat(planned.get(1).roles()).isEqualTo(Set.of(Role.ADMIN, new Role("operations")));
  }

  @Test
  void theOwnerOfAPolicyIsFound() {
    ExecModule module = TestModules.module("ai_test", TestPolicies.allow("test.a_v1"));
    ModuleRegistry registry = ModuleRegistry.of(List.of(module, TestModules.module("other")));

    assertThat(registry.ownerOf(new PolicyName("test.a_v1"))).contains(module);
    assertThat(registry.ownerOf(new PolicyName("test.b_v1"))).isEmpty();
  }

  @Test
  void aModuleIdIsALowerCaseName() {
    for (String wrong : List.of("", "AI", "1a", "a-b", "a".repeat(51))) {
      assertRefused(() -> new ModuleId(wrong)).at("module").withCode("invalid_module");
    }
  }
}
