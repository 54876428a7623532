package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What one node believes stands still. */
class ControlsTest {
  private static final Pause EVERYTHING =
      new Pause(Pause.Kind.KERNEL, "", "ada", "drill", Instant.EPOCH);

  private final ParkingStore store = new ParkingStore();
  private final Controls controls =
      new Controls(store, ModuleMap.of(ModuleRegistry.of(List.of())), Duration.ofHours(1));

  /** A store that counts how often pauses are read, and can be made to wait just after a read. */
  private static final class ParkingStore extends ForwardingStore {
    final AtomicInteger reads = new AtomicInteger();
    final CountDownLatch hasRead = new CountDownLatch(1);
    volatile boolean isDown;
    volatile CountDownLatch goOn = new CountDownLatch(0);

    ParkingStore() {
      super(new InMemoryKernelStore());
    }

    @Override
    public List<Pause> pauses() {
      reads.incrementAndGet();
      if (isDown) {
        throw new UnavailableException("down");
      }
      List<Pause> found = super.pauses();
      hasRead.countDown();
      try {
        goOn.await();
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
      return found;
    }
  }

  private boolean isPaused() {
    return controls.current().holds(TestEvents.TENANT);
  }

  @Test
  void pausesAreReadOnceInAWhile() {
    assertThat(isPaused()).isFalse();
    store.pause(EVERYTHING);

    assertThat(isPaused()).as("another node paused it; not read again yet").isFalse();
    assertThat(store.reads).hasValue(1);
    controls.invalidate();
    assertThat(isPaused()).isTrue();
    assertThat(isPaused()).isTrue();
    assertThat(store.reads).hasValue(2);
  }

  @Test
  void theyAreReadAgainWhenTheyAreOld() {
    Controls impatient =
        new Controls(store, ModuleMap.of(ModuleRegistry.of(List.of())), Duration.ofNanos(1));
    assertThat(impatient.current().holds(TestEvents.TENANT)).isFalse();
    store.pause(EVERYTHING);

    Await.until("read again", () -> impatient.current().holds(TestEvents.TENANT));
  }

  @Test
  void whoAsksAfterAChangeSeesItEvenWhileAnOlderReadIsUnderWay() throws Exception {
    store.goOn = new CountDownLatch(1);
    FutureTask<Boolean> older = new FutureTask<>(this::isPaused);
    new Thread(older, "older").start();
    store.hasRead.await();

    store.pause(EVERYTHING);
    controls.invalidate();
    FutureTask<Boolean> newer = new FutureTask<>(this::isPaused);
    Thread asking = new Thread(newer, "newer");
    asking.start();
    Await.untilWaiting(asking);
    store.goOn.countDown();

    assertThat(Await.result(newer)).isTrue();
    assertThat(Await.result(older)).isFalse();
    assertThat(isPaused()).isTrue();
  }

  @Test
  void aFailedReadIsNoAnswer() {
    store.isDown = true;
    assertThatThrownBy(this::isPaused).isInstanceOf(UnavailableException.class);

    store.isDown = false;
    store.pause(EVERYTHING);
    assertThat(isPaused()).isTrue();
  }

  @Test
  void whoWaitsForAReadingSharesItsFailure() throws Exception {
    CountDownLatch failing = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Controls slow =
        new Controls(
            new ForwardingStore(new InMemoryKernelStore()) {
              @Override
              public List<Pause> pauses() {
                reads.incrementAndGet();
                try {
                  failing.await();
                } catch (InterruptedException stopped) {
                  throw new AssertionError(stopped);
                }
                throw new UnavailableException("down");
              }
            },
            ModuleMap.of(ModuleRegistry.of(List.of())),
            Duration.ofHours(1));
    List<FutureTask<Standstill>> askers = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      FutureTask<Standstill> asker = new FutureTask<>(slow::current);
      askers.add(asker);
      Thread thread = new Thread(asker);
      thread.start();
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
    }
    failing.countDown();
    for (FutureTask<Standstill> asker : askers) {
      assertThatThrownBy(() -> asker.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnavailableException.class);
    }
    assertThat(reads).hasValue(1);
  }
}
