package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who is told by a kernel, and closes it, would wait for itself: it is refused instead. */
class CloseFromListenerTest {
  private final AtomicReference<Kernel> kernel = new AtomicReference<>();
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  private Kernel telling(KernelListener listener) {
    Kernel own = Kernel.builder().store(new InMemoryKernelStore()).listener(listener).build();
    kernel.set(own);
    return own;
  }

  private void tryToClose() {
    try {
      Objects.requireNonNull(kernel.get()).close();
    } catch (IllegalStateException refused) {
      thrown.set(refused);
    }
  }

  @Test
  void inACall() {
    try (Kernel own = telling(signal -> tryToClose())) {
      own.emit(TestEvents.event().build());
      assertThat(thrown.get()).hasMessage("a call of this kernel cannot close it");
    }
  }

  @Test
  void onAThreadOfTheWorkers() {
    try (Kernel own =
        telling(
            signal -> {
              if (signal instanceof KernelSignal.BatchCommitted) {
                tryToClose();
              }
            })) {
      own.start();
      own.emit(TestEvents.event().build());
      assertThat(own.awaitDrained(SignalLog.PATIENCE)).isTrue();
      Await.until("the listener was refused", () -> thrown.get() != null);
      assertThat(thrown.get()).hasMessage("a call of this kernel cannot close it");
    }
  }
}
