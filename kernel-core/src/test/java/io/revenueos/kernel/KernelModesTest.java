package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelModesTest {
  private static final Policy ACTING =
      TestPolicies.acting("test.acting_v1", ActionType.TASK_CREATE);

  /** A mode per level, the most specific first; null says nothing. */
  record Levels(
      @Nullable Mode tenantPolicy, @Nullable Mode policy, @Nullable Mode tenant, Mode kernel) {
    Mode expected() {
      for (@Nullable Mode level : new @Nullable Mode[] {tenantPolicy, policy, tenant}) {
        if (level != null) {
          return level;
        }
      }
      return kernel;
    }

    JsonObject config() {
      JsonObject config = JsonObject.empty();
      if (tenant != null) {
        config = config.with("mode", tenant.stored());
      }
      return tenantPolicy == null
          ? config
          : config.with("policy_modes", Map.of("test.acting_v1", tenantPolicy.stored()));
    }
  }

  static Stream<Levels> everyCombination() {
    @Nullable Mode[] any = {null, Mode.SHADOW, Mode.ENFORCE};
    List<Levels> all = new ArrayList<>();
    for (@Nullable Mode tenantPolicy : any) {
      for (@Nullable Mode policy : any) {
        for (@Nullable Mode tenant : any) {
          for (Mode kernel : Mode.values()) {
            all.add(new Levels(tenantPolicy, policy, tenant, kernel));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void theMostSpecificModeWins(Levels levels) {
    KernelBuilder builder = TestKernels.builder(ACTING).mode(levels.kernel());
    if (levels.policy() != null) {
      builder.mode(ACTING.name(), levels.policy());
    }
    try (Kernel kernel = builder.build()) {
      kernel.register(TestKernels.tenant(levels.config()));

      ProcessedEvent processed = kernel.ingest(TestEvents.event().build());

      assertThat(processed.decisions()).hasSize(1);
      assertThat(processed.decisions().get(0).decision().mode()).isEqualTo(levels.expected());
      boolean enforced = levels.expected() == Mode.ENFORCE;
      assertThat(kernel)
          .event(processed.eventId())
          .isCompleted()
          .hasAction(
              ActionType.TASK_CREATE, enforced ? ActionStatus.COMPLETED : ActionStatus.LOGGED)
          .hasEffectsIn(enforced ? new String[] {"tasks"} : new String[0]);
    }
  }

  @Test
  void anActionInShadowModeSaysSo() {
    try (Kernel kernel = TestKernels.builder(ACTING).mode(Mode.SHADOW).build()) {
      RecordedAction action =
          kernel.ingest(TestEvents.event().build()).decisions().get(0).actions().get(0);

      assertThat(action.status()).isEqualTo(ActionStatus.LOGGED);
      assertThat(action.result()).isEqualTo(JsonObject.of("mode", "shadow"));
      assertThat(action.completedAt()).contains(TestKernels.clock().instant());
    }
  }

  @Test
  void oneGuardCanBeWatchedWhileAnotherBinds() {
    Policy watched = TestPolicies.block("test.watched_v1");
    Policy binding = TestPolicies.allowWithOverride("test.binding_v1", "sales");
    try (Kernel kernel =
        TestKernels.builder(watched, binding).mode(watched.name(), Mode.SHADOW).build()) {

      GuardVerdict verdict = kernel.guard(TestEvents.event().build());

      assertThat(verdict.result()).isEqualTo(GuardVerdict.Result.ALLOW_WITH_OVERRIDE);
      assertThat(verdict.decisions()).hasSize(2);
    }
  }

  @Test
  void aTenantThatIsNotRegisteredHasTheKernelsMode() {
    try (Kernel kernel = TestKernels.builder(ACTING).mode(Mode.SHADOW).build()) {
      kernel.register(TestKernels.tenant(JsonObject.of("mode", "enforce")));

      ProcessedEvent other = kernel.ingest(TestEvents.event().in(TestEvents.OTHER_SCOPE).build());

      assertThat(other.decisions().get(0).decision().mode()).isEqualTo(Mode.SHADOW);
    }
  }
}
