package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.StoreException;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A right is missing, or a table: no event is to blame. */
class BrokenStoreTest {
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofHours(1), 0);
  private boolean mended;

  private static final class RightIsMissing extends StoreException {
    private static final long serialVersionUID = 1L;

    RightIsMissing() {
      super("store_failed", "permission denied", new IllegalStateException("42501"));
    }

    @Override
    public boolean isTheStoresOwnFault() {
      return true;
    }
  }

  private RefusingStore store() {
    return new RefusingStore(
        batch -> {
          if (!mended && !batch.decisions().isEmpty()) {
            throw new RightIsMissing();
          }
        });
  }

  @Test
  void nothingDiesOfItAndAllGoesOnWhenItIsMended() {
    try (KernelDriver driver =
        KernelDriver.of(
            Kernel.builder()
                .store(store())
                .policy(TestPolicies.noop("test.seen_v1"))
                .retry(THREE)
                .workers(WorkerOptions.defaults().batchSize(4)))) {
      List<EventId> ids = new ArrayList<>();
      TestEvents.events(10).forEach(event -> ids.add(driver.emit(event)));
      driver.drain();
      for (int i = 0; i < 5; i++) {
        driver.advance(Duration.ofHours(1));
      }
      assertThat(driver.kernel().control().stats().events())
          .containsEntry(EventStatus.DEAD, 0L)
          .containsEntry(EventStatus.COMPLETED, 0L);

      mended = true;
      driver.advance(Duration.ofHours(1));

      for (EventId id : ids) {
        assertThat(driver.kernel()).event(id).isCompleted();
      }
    }
  }
}
