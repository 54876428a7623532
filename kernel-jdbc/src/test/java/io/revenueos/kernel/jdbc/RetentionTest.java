package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.Batches;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Pruning;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retention beside those who may want what it removes. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final Instant OLD = NOW.minusSeconds(86_400);
  private static final Pruning EVERYTHING = new Pruning(NOW, NOW, 100);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TenantScope scope = KernelNode.newTenant();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private RecordedEvent dead(KernelStore store) {
    return store.inTransaction(
        scope,
        transaction -> {
          Arrival arrival = Arrival.queued(TestEvents.event().in(scope).build());
          RecordedEvent event =
              transaction
                  .events()
                  .find(transaction.events().append(List.of(arrival), OLD).get(0).eventId())
                  .orElseThrow();
          WorkItem item = WorkItem.of(event.id());
          DeadLetter letter = new DeadLetter(item, 1, new Reason("why", "because"), OLD, null);
          Attempt attempt = new Attempt(item, 1, OLD, "node", "error");
          transaction.journal().record(Batches.buried(event, letter, attempt), OLD);
          return event;
        });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDeadEventThatIsBeingRetriedIsWaitedForAndStays(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      RecordedEvent event = dead(store);
      Future<Integer> pruned =
          store.inTransaction(
              scope,
              transaction -> {
                assertThat(transaction.deadLetters().lock(WorkItem.of(event.id()))).isPresent();
                Future<Integer> other =
                    threads.submit(() -> store.inTransaction(scope, t -> t.prune(EVERYTHING)));
                Rows.of(fixture.dataSource()).awaitSomeoneWaiting(kind);
                transaction.deadLetters().remove(WorkItem.of(event.id()));
                transaction.queue().add(event, new QueueEntry(event.id(), 0, NOW));
                return other;
              });
      assertThat(pruned.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(Rows.of(fixture.dataSource()).countsOf(scope))
          .containsEntry("kernel_events", 1)
          .containsEntry("kernel_event_queue", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDeadEventGoesWithItsLetterAndItsAttempts(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      dead(fixture.store());
      int pruned = fixture.store().inTransaction(scope, t -> t.prune(EVERYTHING));
      assertThat(pruned).isEqualTo(1);
      Rows rows = Rows.of(fixture.dataSource());
      for (String table : List.of("kernel_events", "kernel_dead_letters", "kernel_attempts")) {
        assertThat(rows.lines("select count(*) from " + table)).containsExactly("0");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void twoNodesThatPruneAtOnceRemoveEachEventOnce(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      List<Arrival> arrivals =
          IntStream.range(0, 300)
              .mapToObj(n -> TestEvents.event().in(scope).correlatedBy("c-" + n).build())
              .map(Arrival::inHand)
              .toList();
      store.inTransaction(scope, t -> t.events().append(arrivals, OLD));
      Future<Integer> other = threads.submit(() -> pruneAll(store));
      assertThat(pruneAll(store) + other.get(20, TimeUnit.SECONDS)).isEqualTo(300);
      assertThat(Rows.of(fixture.dataSource()).countsOf(scope)).isEmpty();
    }
  }

  private int pruneAll(KernelStore store) {
    Pruning some = new Pruning(NOW, NOW, 20);
    int total = 0;
    while (!store.tenantsWithEvents().isEmpty()) {
      total += store.inTransaction(scope, t -> t.prune(some));
    }
    return total;
  }
}
