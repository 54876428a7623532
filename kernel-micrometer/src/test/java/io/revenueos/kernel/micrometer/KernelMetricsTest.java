package io.revenueos.kernel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.SettableClock;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KernelMetrics metrics = new KernelMetrics(registry);
  private final SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");
  private final Kernel kernel =
      Kernel.builder()
          .store(new InMemoryKernelStore())
          .clock(clock)
          .policy(
              TestPolicies.acting(
                  "test.acting_v1", TestPolicies.action(ActionType.NOOP, "test.acting_v1", "go")))
          .listener(metrics)
          .build();

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  @Test
  void countsEventsDecisionsAndActions() {
    kernel.emit(TestEvents.event().build());
    kernel.emit(TestEvents.event().build());

    kernel.runDue();

    assertThat(count("kernel.events.accepted")).isOne();
    assertThat(count("kernel.events.duplicates")).isOne();
    assertThat(count("kernel.events.completed")).isOne();
    assertThat(count("kernel.events.dead")).isZero();
    assertThat(count("kernel.decisions", "outcome", "emit_actions")).isOne();
    assertThat(registry.get("kernel.events.batch").timer().count()).isOne();
  }

  @Test
  void theLagIsTheAgeOfTheOldestWorkThatIsDue() {
    metrics.watch(kernel);
    kernel.emit(TestEvents.event().build());
    clock.advance(Duration.ofSeconds(90));

    assertThat(registry.get("kernel.events.lag").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(90);

    kernel.runDue();

    assertThat(registry.get("kernel.events.lag").timeGauge().value(TimeUnit.SECONDS)).isZero();
  }

  @Test
  void aClosedKernelHasNoLag() {
    metrics.watch(kernel);

    kernel.close();

    assertThat(registry.get("kernel.events.lag").timeGauge().value(TimeUnit.SECONDS)).isNaN();
  }
}
