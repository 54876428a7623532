package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is removed once it is old enough. */
class RetentionTest {
  private static final Policy NOOP = TestPolicies.noop("test.seen_v1");
  private static final Policy BROKEN =
      TestPolicies.failing("test.broken_v1", "broken").on("broken", TestEvents.SOURCE);

  private static KernelDriver driver(Retention retention) {
    return KernelDriver.of(
        Kernel.builder()
            .store(new InMemoryKernelStore())
            .policy(NOOP)
            .policy(BROKEN)
            .retry(RetryPolicy.never())
            .workers(WorkerOptions.defaults().threads(1).stepThreads(1))
            .retention(retention));
  }

  @Test
  void byDefaultEverythingIsKept() {
    try (KernelDriver driver = KernelDriver.of(TestKernels.builder(NOOP), TestKernels.clock())) {
      EventId id = driver.kernel().ingest(TestEvents.event().build()).eventId();
      driver.clock().advance(Duration.ofDays(10_000));

      assertThat(driver.kernel().control().prune()).isZero();
      assertThat(driver.kernel()).event(id).isCompleted();
    }
  }

  @Test
  void completedAndDeadEventsGoAtTheirOwnAge() {
    try (KernelDriver driver =
        driver(Retention.keepEverything().completed(Duration.ofDays(2)).dead(Duration.ofDays(5)))) {
      driver.kernel().ingest(TestEvents.event().build());
      EventId dead = driver.kernel().ingest(TestEvents.event("broken").build()).eventId();
      driver.clock().advance(Duration.ofDays(1));
      EventId later =
          driver.kernel().ingest(TestEvents.event().correlatedBy("req-2").build()).eventId();

      driver.clock().advance(Duration.ofDays(1));
      assertThat(driver.kernel().control().prune()).as("exactly two days old").isZero();
      driver.clock().advance(Duration.ofMillis(1));
      assertThat(driver.kernel().control().prune()).isEqualTo(1);
      assertThat(driver.kernel()).hasEvents(2).event(later).isCompleted();
      assertThat(driver.kernel()).event(dead).isDead();

      driver.clock().advance(Duration.ofDays(3));
      assertThat(driver.kernel().control().prune()).isEqualTo(2);
      assertThat(driver.kernel()).hasEvents(0).deadLetters(TestEvents.SCOPE).isEmpty();
    }
  }

  @Test
  void whatIsRemovedCanBeEmittedAnew() {
    try (KernelDriver driver = driver(Retention.keepEverything().completed(Duration.ofDays(1)))) {
      driver.kernel().ingest(TestEvents.event().build());
      driver.clock().advance(Duration.ofDays(2));
      driver.kernel().control().prune();

      assertThat(driver.kernel().emit(TestEvents.event().build()).duplicate()).isFalse();
    }
  }

  @Test
  void manyEventsGoInManySmallTransactions() {
    try (KernelDriver driver = driver(Retention.keepEverything().completed(Duration.ofDays(1)))) {
      TestEvents.events(1_001).forEach(driver::emit);
      driver.drain();
      EventId open = driver.emit(TestEvents.event().correlatedBy("open").build());
      driver.clock().advance(Duration.ofDays(2));

      assertThat(driver.kernel().control().prune()).isEqualTo(1_001);
      assertThat(driver.kernel()).hasEvents(1).event(open).isPending();
    }
  }

  @Test
  void backgroundWorkersRemoveTheOldToo() {
    try (KernelDriver driver = driver(Retention.keepEverything().completed(Duration.ofDays(1)))) {
      driver.kernel().ingest(TestEvents.event().build());
      driver.clock().advance(Duration.ofDays(2));
      driver.kernel().start();

      Await.until(
          "removed",
          () ->
              driver
                  .kernel()
                  .control()
                  .stats()
                  .events()
                  .getOrDefault(EventStatus.COMPLETED, -1L)
                  .equals(0L));
    }
  }

  @Test
  void anAgeIsMoreThanZero() {
    assertRefused(() -> Retention.keepEverything().completed(Duration.ZERO))
        .at("retention.completed");
    assertRefused(() -> Retention.keepEverything().dead(Duration.ofDays(-1))).at("retention.dead");
  }
}
