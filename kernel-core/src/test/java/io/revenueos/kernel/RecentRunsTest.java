package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Health.Check;
import io.revenueos.kernel.Health.Result;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.TestModules;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentRunsTest {
  @Test
  void noRunsAreFine() {
    assertThat(new RecentRuns(Map.of()).check())
        .isEqualTo(new Check("agent_runs", Result.PASS, "none in the last 24 h"));
  }

  @Test
  void runsAreListedInTheOrderOfTheirLife() {
    Map<String, Long> counts =
        Map.of("refused", 2L, "running", 1L, "pending", 3L, "completed", 9L, "failed", 0L);
    assertThat(new RecentRuns(counts).check())
        .isEqualTo(
            new Check(
                "agent_runs",
                Result.PASS,
                "3 pending, 1 running, 9 completed, 2 refused in the last 24 h"));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, PASS",
    "90, 10, PASS",
    "89, 11, WARN",
    "0, 1, WARN",
    "0, 9, WARN",
    "51, 49, WARN",
    "50, 50, FAIL",
    "0, 10, FAIL"
  })
  void failuresAreWeighedAgainstWhatIsFinished(long completed, long failed, Result result) {
    Map<String, Long> counts = Map.of("completed", completed, "failed", failed, "cancelled", 99L);
    assertThat(new RecentRuns(counts).check().result()).isEqualTo(result);
  }

  /** Counts runs of the test module, and notes since when it was asked. */
  private static final class CountingStore extends ForwardingStore {
    private Instant asked = Instant.MAX;

    CountingStore() {
      super(new InMemoryKernelStore());
    }

    @Override
    public Optional<Map<String, Long>> agentRuns(String module, Instant since) {
      assertThat(module).isEqualTo("ai_test");
      asked = since;
      return Optional.of(Map.of("completed", 3L, "failed", 1L));
    }
  }

  @Test
  void theHealthOfAModuleKnowsTheRunsOfTheLastDay() {
    CountingStore store = new CountingStore();
    try (Kernel kernel =
        Kernel.builder()
            .store(store)
            .clock(TestKernels.clock())
            .module(TestModules.module("ai_test"))
            .build()) {
      Health health = kernel.health();

      assertThat(health.modules().get(2).checks())
          .contains(new Check("agent_runs", Result.WARN, "3 completed, 1 failed in the last 24 h"));
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(store.asked).isEqualTo("2026-01-04T10:00:00Z");
    }
  }
}
