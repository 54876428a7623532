package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.tenant.ModuleRollout;
import io.revenueos.kernel.tenant.ModuleSwitch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must keep about modules: a tenant's switches, and the operator's rollouts. */
abstract class ModuleAccessContract extends StoreContract {
  private static final ModuleSwitch ON = ModuleSwitch.on("ai_cro", "it's ad\u00e4");
  private static final ModuleSwitch OFF = ModuleSwitch.off("ai_cro", "bob");

  @Test
  void switchesAreSetReplacedAndCleared() {
    run(
        A,
        t -> {
          assertThat(t.moduleSwitches().all()).isEmpty();
          assertThat(t.moduleSwitches().find("ai_cro")).isEmpty();
          t.moduleSwitches().set(ON);
        });
    ModuleSwitch other = ModuleSwitch.off("ai_cmo", "bob");
    run(
        A,
        t -> {
          assertThat(t.moduleSwitches().find("ai_cro")).contains(ON);
          t.moduleSwitches().set(OFF);
          t.moduleSwitches().set(other);
        });
    run(
        A,
        t -> {
          assertThat(t.moduleSwitches().all()).containsExactly(other, OFF);
          assertThat(t.moduleSwitches().clear("ai_cro")).isTrue();
          assertThat(t.moduleSwitches().clear("ai_cro")).isFalse();
        });
    run(A, t -> assertThat(t.moduleSwitches().all()).containsExactly(other));
  }

  /** An underscore is a letter like others, whatever language the database speaks. */
  @Test
  void switchesAreInTheOrderOfTheirModules() {
    run(
        A,
        t -> {
          for (String module : Set.of("ab", "a_c", "a", "a_b", "aa")) {
            t.moduleSwitches().set(ModuleSwitch.on(module, "ada"));
          }
        });
    run(
        A,
        t ->
            assertThat(t.moduleSwitches().all())
                .extracting(ModuleSwitch::module)
                .containsExactly("a", "a_b", "a_c", "aa", "ab"));
  }

  @Test
  void aSwitchIsAsBeforeAfterARollback() {
    run(A, t -> t.moduleSwitches().set(ON));
    assertThatThrownBy(
            () ->
                run(
                    A,
                    t -> {
                      t.moduleSwitches().set(OFF);
                      t.moduleSwitches().set(ModuleSwitch.on("ai_cmo", "ada"));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    run(A, t -> assertThat(t.moduleSwitches().all()).containsExactly(ON));
  }

  @Test
  void tenantsHaveTheirOwnSwitches() {
    run(A, t -> t.moduleSwitches().set(ON));
    run(
        B,
        t -> {
          assertThat(t.moduleSwitches().all()).isEmpty();
          assertThat(t.moduleSwitches().find("ai_cro")).isEmpty();
          assertThat(t.moduleSwitches().clear("ai_cro")).isFalse();
          t.moduleSwitches().set(OFF);
        });
    run(A, t -> assertThat(t.moduleSwitches().all()).containsExactly(ON));
    run(B, t -> assertThat(t.moduleSwitches().clear("ai_cro")).isTrue());
    run(A, t -> assertThat(t.moduleSwitches().all()).containsExactly(ON));
  }

  @Test
  void rolloutsAreKeptAndReplaced() {
    assertThat(store().rollouts()).isEmpty();
    ModuleRollout cro = ModuleRollout.toEveryone("ai_cro", "it's ad\u00e4").toPercent(30);
    ModuleRollout cmo = ModuleRollout.toEveryone("ai_cmo", "bob").toBetaOnly().offByDefault();
    store().rollOut(cro);
    store().rollOut(cmo);
    assertThat(store().rollouts()).containsExactly(cmo, cro);
    store().rollOut(cro.toPercent(0));
    assertThat(store().rollouts()).containsExactly(cmo, cro.toPercent(0));
  }

  @Test
  void runsOfAgentsAreCountedOrNotKnown() {
    Optional<Map<String, Long>> counts = store().agentRuns("ai_cro", NOW);
    assertThat(counts.orElse(Map.of()).values()).allMatch(n -> n == 0);
  }
}
