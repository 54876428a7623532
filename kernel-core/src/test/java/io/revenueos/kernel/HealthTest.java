package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Health.Check;
import io.revenueos.kernel.Health.ModuleHealth;
import io.revenueos.kernel.Health.Result;
import io.revenueos.kernel.Health.Status;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Policy ASKS_FOR_AN_AGENT =
      TestPolicies.acting("test.agent_v1", ActionType.AGENT_RUN);

  @Test
  void aKernelOfPlannedModulesIsHealthy() {
    try (Kernel kernel = TestKernels.kernel()) {
      Health health = kernel.health();

      assertThat(health.status()).isEqualTo(Status.HEALTHY);
      assertThat(health.store()).isEqualTo("in memory");
      assertThat(health.modules())
          .extracting(module -> module.id().value())
          .containsExactly("ai_cfo", "ai_coo");
      assertThat(health.modules())
          .allSatisfy(
              module ->
                  assertThat(module.checks())
                      .containsExactly(
                          new Check("manifest", Result.PASS, "planned: listed, not enabled")));
    }
  }

  @Test
  void workersThatGotNoThreadAreNamed() {
    List<Runnable> handedIn = new CopyOnWriteArrayList<>();
    try (Kernel kernel =
        TestKernels.builder()
            .workers(WorkerOptions.defaults().threads(2).stepThreads(1).executor(handedIn::add))
            .build()) {
      assertThat(workers(kernel)).as("before the start").isEmpty();
      kernel.start();
      Thread only = new Thread(handedIn.get(0), "the only one");
      only.start();
      Await.until("a thread", () -> !workers(kernel).toString().contains("events-1"));

      assertThat(workers(kernel))
          .hasValue(
              new Check(
                  "workers",
                  Result.WARN,
                  "no thread has begun [actions-1, events-2, leases, scan]; the executor must run"
                      + " all of them at once"));

      handedIn.stream().skip(1).forEach(rest -> new Thread(rest, "one more").start());
      Await.until("a thread for each", () -> workers(kernel).toString().contains("PASS"));
    }
  }

  private static Optional<Check> workers(Kernel kernel) {
    return kernel.health().kernel().stream()
        .filter(check -> check.name().equals("workers"))
        .findFirst();
  }

  @Test
  void aCompleteModulePassesEveryCheck() {
    try (Kernel kernel =
        TestKernels.builder()
            .module(TestModules.module("ai_test", TestPolicies.allow("test.a_v1")))
            .build()) {
      ModuleHealth module = module(kernel.health());

      assertThat(module.status()).isEqualTo(Status.HEALTHY);
      assertThat(module.checks())
          .containsExactly(
              new Check("manifest", Result.PASS, "1 modes, 1 agents, 1 policies"),
              new Check("tables", Result.PASS, "1 present"),
              new Check(
                  "handlers", Result.PASS, "every action type that policies ask for is handled"),
              new Check("agent_runs", Result.PASS, "not counted by this store"));
    }
  }

  @Test
  void anActionTypeWithoutAHandlerIsAWarningThatNamesWhoAsks() {
    try (Kernel kernel =
        TestKernels.builder().module(TestModules.module("ai_test", ASKS_FOR_AN_AGENT)).build()) {
      Health health = kernel.health();
      Check expected =
          new Check(
              "handlers",
              Result.WARN,
              "no handler for, so recorded as skipped: {AGENT_RUN=[test.agent_v1]}");

      assertThat(health.status()).isEqualTo(Status.DEGRADED);
      assertThat(health.kernel()).contains(expected);
      assertThat(module(health).checks()).contains(expected);
      assertThat(module(health).status()).isEqualTo(Status.DEGRADED);
    }
  }

  @Test
  void aHandlerOfTheHostCuresTheWarning() {
    try (Kernel kernel =
        TestKernels.builder(ASKS_FOR_AN_AGENT)
            .handler(
                TestHandlers.handling(
                    ActionType.AGENT_RUN, (action, context) -> Outcome.completed()))
            .build()) {
      assertThat(kernel.health().status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void aPromptThatIsNotThereIsAWarning() {
    ModuleManifest manifest =
        ModuleManifest.parse(
            TestModules.manifestJson("ai_test")
                .with(
                    "agents",
                    Map.of(
                        "intake", Map.of("prompt", "absent.md", "function", "f", "mode", "setup")))
                .toJson());
    try (Kernel kernel =
        TestKernels.builder().module(TestModules.module(manifest, List.of())).build()) {
      Health health = kernel.health();

      assertThat(health.status()).isEqualTo(Status.DEGRADED);
      assertThat(module(health).checks())
          .contains(new Check("manifest", Result.WARN, "prompts not found: [absent.md]"));
    }
  }

  @Test
  void aTableThatIsNotThereIsAFailure() {
    ExecModule module = TestModules.module("ai_test");
    try (Kernel kernel =
        Kernel.builder().store(new WatchedStore(Set.of("test_rows"))).module(module).build()) {
      Health health = kernel.health();

      assertThat(health.status()).isEqualTo(Status.UNHEALTHY);
      assertThat(module(health).checks())
          .contains(new Check("tables", Result.FAIL, "missing: [test_rows]; migrate the schema"));
    }
  }

  private static ModuleHealth module(Health health) {
    return health.modules().stream()
        .filter(module -> module.id().value().equals("ai_test"))
        .findFirst()
        .orElseThrow();
  }
}
