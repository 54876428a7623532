package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker is about to write its batch; somebody else wants the event, or wants all to stop. */
class BatchInHandTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TenantScope scope = KernelNode.newTenant();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  /** A worker's batch of one event, held back before it is written, and a second node. */
  private final class Stage implements AutoCloseable {
    private final Database kind;
    private final ParkedStatement parked = new ParkedStatement("insert into kernel_decisions");
    private final KernelNode worker;
    private final KernelNode other;
    private final EventId event;
    private final Future<Integer> batch;

    Stage(Database kind) {
      this.kind = kind;
      String url = TestDatabases.migratedUrl(kind);
      worker = KernelNode.on(url, parked);
      other = KernelNode.on(url);
      event = other.kernel().emit(KernelNode.event(scope)).eventId();
      batch = threads.submit(() -> worker.kernel().runDue(1));
      parked.awaitReached();
    }

    /** Has the other node do something that waits for the batch. */
    <T> Future<T> waiting(Callable<T> call) {
      Future<T> waiting = threads.submit(call);
      other.rows().awaitSomeoneWaiting(kind);
      assertThat(waiting.isDone()).isFalse();
      return waiting;
    }

    @Override
    public void close() {
      parked.release();
      worker.close();
      other.close();
    }
  }

  private static <T> T answer(Future<T> call) throws Exception {
    return call.get(20, TimeUnit.SECONDS);
  }

  private Future<EventId> cancel(Stage stage) {
    return stage.waiting(
        () -> {
          stage.other.kernel().control().cancel(scope, stage.event, "ada", "a mistake");
          return stage.event;
        });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aCancelComesTooLateForIt(Database kind) throws Exception {
    try (Stage stage = new Stage(kind)) {
      Future<EventId> cancel = cancel(stage);
      stage.parked.release();
      assertThat(answer(stage.batch)).isEqualTo(1);
      assertThatThrownBy(() -> answer(cancel))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("not_open"));
      assertThat(stage.other.rows().countsOf(scope)).isEqualTo(KernelNode.ONE_OF_EACH);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aCancelEndsItWhenTheBatchIsRolledBack(Database kind) throws Exception {
    try (Stage stage = new Stage(kind)) {
      Future<EventId> cancel = cancel(stage);
      stage.parked.refuse();
      answer(cancel);
      assertThat(stage.other.kernel().explain(scope, stage.event).orElseThrow().root().status())
          .isEqualTo(EventStatus.DEAD);
      assertThat(stage.other.rows().countsOf(scope)).doesNotContainKey("kernel_decisions");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anIngestOfItGetsWhatTheBatchDecided(Database kind) throws Exception {
    try (Stage stage = new Stage(kind)) {
      Future<ProcessedEvent> ingest =
          stage.waiting(() -> stage.other.kernel().ingest(KernelNode.event(scope)));
      stage.parked.release();
      assertThat(answer(stage.batch)).isEqualTo(1);
      assertThat(answer(ingest).duplicate()).isTrue();
      assertThat(answer(ingest).status()).isEqualTo(EventStatus.COMPLETED);
      assertThat(answer(ingest).decisions()).hasSize(1);
      assertThat(stage.other.rows().countsOf(scope)).isEqualTo(KernelNode.ONE_OF_EACH);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPauseLetsItFinishAndHoldsTheNext(Database kind) throws Exception {
    try (Stage stage = new Stage(kind)) {
      stage.other.kernel().control().pauseKernel("ada", "an incident");
      stage.parked.release();
      assertThat(answer(stage.batch)).isEqualTo(1);
      assertThat(stage.other.rows().countsOf(scope)).isEqualTo(KernelNode.ONE_OF_EACH);
      TenantScope next = KernelNode.newTenant();
      stage.other.kernel().emit(KernelNode.event(next));
      assertThat(stage.other.kernel().runDue()).isZero();
      stage.other.kernel().control().resume(Pause.Kind.KERNEL, "");
      assertThat(stage.other.kernel().runDue()).isEqualTo(1);
      assertThat(stage.other.rows().countsOf(next)).isEqualTo(KernelNode.ONE_OF_EACH);
    }
  }
}
