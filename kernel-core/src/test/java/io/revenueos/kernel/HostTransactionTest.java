package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.HostTransaction;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A host commits when it likes, and tells nobody: this node's workers find out. */
class HostTransactionTest {
  private final Semaphore looks = new Semaphore(0);
  private final KernelStore store =
      new ForwardingStore(new InMemoryKernelStore()) {
        @Override
        public List<OpenPartition> openPartitions(Instant now) {
          List<OpenPartition> open = super.openPartitions(now);
          looks.release();
          return open;
        }
      };
  private final Uncommitted transaction = new Uncommitted();
  private final KernelDriver driver =
      KernelDriver.of(
          TestKernels.calling(ScriptedSteps.serving(TestHandlers.TYPE))
              .store(store)
              .workers(TestKernels.NEVER_POLLING));

  /** Keeps events to itself until the host commits. */
  private final class Uncommitted implements HostTransaction {
    private final List<KernelEvent> pending = new ArrayList<>();
    private final List<Wake> wakes = new ArrayList<>();

    @Override
    public List<Receipt> accept(
        List<KernelEvent> events, Admission admission, Instant at, Wake wake) {
      pending.addAll(events);
      wakes.add(wake);
      return events.stream().map(event -> new Receipt(new EventId(1), false)).toList();
    }

    void commit() {
      store.accept(pending, Admission.EVERYONE, driver.clock().instant(), Wake.NOBODY);
      pending.clear();
    }
  }

  @Test
  void whatIsCommittedLaterIsDoneSoonWithoutPolling() throws InterruptedException {
    try (driver) {
      driver.kernel().start();
      for (KernelEvent event : TestEvents.events(3)) {
        int before = driver.signals().of(KernelSignal.BatchCommitted.class).size();
        driver.kernel().emit(event, transaction);
        awaitTwoLooks();
        assertThat(driver.signals().of(KernelSignal.BatchCommitted.class)).hasSize(before);
        transaction.commit();
        driver
            .signals()
            .await(
                KernelSignal.BatchCommitted.class,
                batch ->
                    batch.record().completed().stream()
                        .anyMatch(done -> done.event().equals(event)));
      }
    }
  }

  /** Of two looks that end after now, the second began after now. */
  private void awaitTwoLooks() throws InterruptedException {
    looks.drainPermits();
    assertThat(looks.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void othersAreToldOnlyByANodeThatDoesNotWork() {
    try (driver) {
      driver.kernel().emit(TestEvents.event().build(), transaction);
      driver.kernel().start();
      driver.kernel().emit(TestEvents.event().build(), transaction);
    }
    assertThat(transaction.wakes).containsExactly(Wake.EVERYONE, Wake.NOBODY);
  }
}
