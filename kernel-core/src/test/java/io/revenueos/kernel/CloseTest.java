package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting and closing. */
class CloseTest {
  private static final Policy ACTING = TestPolicies.acting("test.do_v1", TestHandlers.TYPE);
  private static final WorkerOptions ONE_BY_ONE =
      WorkerOptions.defaults().threads(1).stepThreads(1).batchSize(1);

  private final WatchedStore store = new WatchedStore(Set.of());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore inHandler = new Semaphore(0);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private Kernel kernel(WorkerOptions options) {
    return Kernel.builder()
        .store(store)
        .policy(ACTING)
        .handler(TestHandlers.handling(TestHandlers.TYPE, this::park))
        .workers(options)
        .build();
  }

  /** Stays in the event's transaction until it may go on. */
  private Outcome park(KernelAction action, ActionContext context) {
    inHandler.release();
    try {
      goOn.await(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      throw new AssertionError("nothing inside a transaction is interrupted", stopped);
    }
    return Outcome.completed();
  }

  private void awaitHandler() {
    Await.until("a handler is called", inHandler::tryAcquire);
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    threads.shutdownNow();
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.join(SignalLog.PATIENCE.toMillis());
    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
  }

  @Test
  void theBatchInHandIsFinishedAndTheRestIsLeft() throws Exception {
    Kernel kernel = kernel(ONE_BY_ONE);
    kernel.emit(TestEvents.event().build());
    kernel.emit(TestEvents.event().correlatedBy("req-2").build());
    kernel.start();
    awaitHandler();

    Thread closing = TestKernels.closing(kernel);
    assertThat(store.closed).hasValue(0);
    goOn.countDown();
    join(closing);

    assertThat(store.closed).hasValue(1);
    assertThat(store.stats().events())
        .containsEntry(EventStatus.COMPLETED, 1L)
        .containsEntry(EventStatus.PENDING, 1L);
  }

  @Test
  void whoClosesWhileAnotherIsClosingWaitsToo() throws Exception {
    Kernel kernel = kernel(ONE_BY_ONE);
    kernel.emit(TestEvents.event().build());
    kernel.start();
    awaitHandler();

    Thread one = TestKernels.closing(kernel);
    Thread two = TestKernels.closing(kernel);
    assertThat(store.closed).as("somebody is still working").hasValue(0);
    goOn.countDown();
    join(one);
    join(two);
    kernel.close();

    assertThat(store.closed).hasValue(1);
  }

  @Test
  void aHandlerThatHangsInATransactionDoesNotKeepTheKernelOpenForEver() {
    Kernel kernel = kernel(ONE_BY_ONE.closeTimeout(Duration.ZERO));
    kernel.emit(TestEvents.event().build());
    kernel.start();
    awaitHandler();

    kernel.close();

    assertThat(store.closed).hasValue(1);
  }

  @Test
  void whoeverEmitsWhileItClosesHasAReceiptOrARefusal() {
    Kernel kernel = kernel(WorkerOptions.defaults().threads(2));
    goOn.countDown();
    kernel.start();
    AtomicInteger receipts = new AtomicInteger();
    List<Future<Boolean>> emitters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      emitters.add(threads.submit(() -> emitUntilClosed(kernel, number, receipts)));
    }
    Await.until("some are accepted", () -> receipts.get() > 100);

    kernel.close();

    assertThat(emitters).allMatch(emitter -> Await.result(emitter));
    assertThat(store.stats().events().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(receipts.get());
  }

  private static boolean emitUntilClosed(Kernel kernel, int number, AtomicInteger receipts) {
    for (int i = 0; ; i++) {
      try {
        kernel.emit(TestEvents.event().correlatedBy(number + "/" + i).build());
        receipts.incrementAndGet();
      } catch (IllegalStateException closed) {
        return "this kernel is closed".equals(closed.getMessage());
      }
    }
  }

  @Test
  void itIsStartedOnceAndNotAfterItsEnd() {
    Kernel kernel = kernel(WorkerOptions.defaults());
    kernel.start();
    assertThatThrownBy(kernel::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this kernel was started before");

    kernel.close();
    assertThatThrownBy(kernel::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this kernel is closed");
  }

  @Test
  void theHostsExecutorRunsTheThreadsAndHasThemBackInTheEnd() throws Exception {
    ExecutorService own = Executors.newCachedThreadPool(task -> new Thread(task, "host's own"));
    List<String> names = new ArrayList<>();
    try (Kernel kernel =
        Kernel.builder()
            .store(new InMemoryKernelStore())
            .policy(
                TestPolicies.answering(
                    "test.name_v1",
                    (event, facts) -> {
                      names.add(Thread.currentThread().getName());
                      return TestPolicies.noop("test.name_v1").decide(event, facts);
                    }))
            .workers(WorkerOptions.defaults().executor(own))
            .build()) {
      kernel.start();
      EventId id = kernel.emit(TestEvents.event().build()).eventId();
      assertThat(kernel.awaitDrained(SignalLog.PATIENCE)).isTrue();

      assertThat(kernel).event(id).isCompleted();
      assertThat(names).containsExactly("host's own");
    }
    own.shutdown();
    assertThat(own.awaitTermination(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anExecutorThatTakesOnlySomeOfTheThreadsIsNoGround() throws Exception {
    AtomicInteger places = new AtomicInteger(2);
    Kernel kernel =
        kernel(
            WorkerOptions.defaults()
                .executor(
                    task -> {
                      if (places.getAndDecrement() <= 0) {
                        throw new RejectedExecutionException("full");
                      }
                      threads.execute(task);
                    }));

    assertThatThrownBy(kernel::start)
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("full");
    kernel.close();

    assertThat(store.closed).hasValue(1);
    threads.shutdown();
    assertThat(threads.awaitTermination(SignalLog.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("those that were taken have ended")
        .isTrue();
  }

  @Test
  void afterAStartThatFailedTheKernelWorksAndCanBeStarted() {
    goOn.countDown();
    AtomicInteger refusals = new AtomicInteger(1);
    ScriptedSteps provider = ScriptedSteps.serving(TestHandlers.TYPE);
    try (Kernel kernel =
        Kernel.builder()
            .store(store)
            .policy(ACTING)
            .handler(provider)
            .workers(
                WorkerOptions.defaults()
                    .executor(
                        task -> {
                          if (refusals.getAndDecrement() > 0) {
                            throw new RejectedExecutionException("full");
                          }
                          threads.execute(task);
                        }))
            .build()) {
      assertThatThrownBy(kernel::start).hasMessage("full");

      kernel.emit(TestEvents.event().build());
      assertThat(kernel.runDue()).as("the event and its action").isEqualTo(2);
      kernel.start();
      kernel.emit(TestEvents.event().correlatedBy("req-2").build());
      assertThat(kernel.awaitDrained(SignalLog.PATIENCE)).isTrue();
    }
  }
}
