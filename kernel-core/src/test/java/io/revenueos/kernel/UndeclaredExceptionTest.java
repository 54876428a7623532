package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Handlers and stores may throw what Java would have them declare: in Kotlin, or with Lombok. */
class UndeclaredExceptionTest {
  /** Whatever the compiler believes. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** Neither an exception nor an error. */
  private static final class Odd extends Throwable {
    private static final long serialVersionUID = 1;

    Odd() {
      super("odd");
    }
  }

  private static EventId emit(KernelDriver driver) {
    return driver.emit(TestEvents.event().build());
  }

  @Test
  void anActionFailsByItInTheTransactionOfAWorker() {
    try (KernelDriver driver =
        KernelDriver.of(
            TestKernels.builder(TestPolicies.acting("test.call_v1", TestHandlers.TYPE))
                .handler(
                    TestHandlers.handling(
                        TestHandlers.TYPE,
                        (action, context) -> {
                          throw UndeclaredExceptionTest.<RuntimeException>sneaky(
                              new IOException("no line"));
                        })))) {
      driver.kernel().control().pauseActions(TestHandlers.TYPE, "ada", "not now");
      EventId id = emit(driver);
      driver.drain();
      driver.kernel().control().resume(Pause.Kind.ACTION_TYPE, TestHandlers.TYPE.name());
      driver.drain();

      assertThat(driver.kernel())
          .event(id)
          .action(TestHandlers.TYPE)
          .isFailed(1)
          .failedWith("no line");
    }
  }

  @Test
  void aSlowActionFailsByWhateverIsThrown() {
    ScriptedSteps provider =
        ScriptedSteps.serving(TestHandlers.TYPE)
            .answer(
                context -> {
                  throw UndeclaredExceptionTest.<RuntimeException>sneaky(new Odd());
                });
    try (KernelDriver driver = KernelDriver.of(TestKernels.calling(provider))) {
      EventId id = emit(driver);
      driver.drain();

      assertThat(driver.kernel()).event(id).action(TestHandlers.TYPE).isFailed(1).failedWith("odd");
    }
  }

  @Test
  void theKeeperOfLeasesGoesOn() {
    AtomicBoolean thrown = new AtomicBoolean();
    KernelStore store =
        new ForwardingStore(new InMemoryKernelStore()) {
          @Override
          public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
            if (Thread.currentThread().getName().equals("revenue-kernel-leases")
                && thrown.compareAndSet(false, true)) {
              throw UndeclaredExceptionTest.<RuntimeException>sneaky(new IOException("cut"));
            }
            return super.inTransaction(scope, work);
          }
        };
    ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE).hang();
    WorkerOptions options = WorkerOptions.defaults().lease(Duration.ofMillis(90));
    try (KernelDriver driver =
        KernelDriver.of(TestKernels.calling(provider).store(store).workers(options))) {
      driver.kernel().start();
      EventId id = emit(driver);

      KernelSignal.WorkerFailed told = driver.signals().await(KernelSignal.WorkerFailed.class);
      assertThat(told.what()).isEqualTo("keeping leases");
      driver.kernel().control().cancel(TestEvents.SCOPE, driver.action(id).id(), "ada", "enough");
      provider.awaitInterrupts(1);
    }
  }
}
