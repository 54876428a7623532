package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.Approval;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.ParkedStatement;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes on one database meet at a chosen statement: the first is held back, the second waits.
 */
class StagedRaceTest {
  private static final Approval GO_AHEAD = Approval.by("ada", Role.ADMIN);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TenantScope scope = KernelNode.newTenant();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  /** Two nodes on a new database; the first one's statement is held back. */
  private record Cluster(Database kind, ParkedStatement parked, KernelNode first, KernelNode second)
      implements AutoCloseable {
    static Cluster parkedAt(String statement, Database kind) {
      String url = TestDatabases.migratedUrl(kind);
      ParkedStatement parked = new ParkedStatement(statement);
      return new Cluster(kind, parked, KernelNode.on(url, parked), KernelNode.on(url));
    }

    static Cluster parkedAtCommit(Database kind) {
      return parkedAt(ObservedDataSource.COMMIT, kind);
    }

    void awaitSecondWaiting() {
      second.rows().awaitSomeoneWaiting(kind);
    }

    @Override
    public void close() {
      parked.release();
      first.close();
      second.close();
    }
  }

  /** Both calls, the second made while the first is held back, and waiting until it is released. */
  private record Race<T>(Future<T> first, Future<T> second) {}

  private <T> Race<T> race(Cluster cluster, Callable<T> first, Callable<T> second) {
    Future<T> early = threads.submit(first);
    cluster.parked().awaitReached();
    Future<T> late = threads.submit(second);
    cluster.awaitSecondWaiting();
    assertThat(late.isDone()).isFalse();
    return new Race<>(early, late);
  }

  private static <T> T answer(Future<T> call) throws Exception {
    return call.get(20, TimeUnit.SECONDS);
  }

  private ProcessedEvent ingestOn(KernelNode node) {
    return node.kernel().ingest(KernelNode.event(scope));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSecondIngestWaitsForTheFirstAndIsItsDuplicate(Database kind) throws Exception {
    try (Cluster cluster = Cluster.parkedAtCommit(kind)) {
      Race<ProcessedEvent> race =
          race(cluster, () -> ingestOn(cluster.first()), () -> ingestOn(cluster.second()));
      cluster.parked().release();
      ProcessedEvent first = answer(race.first());
      ProcessedEvent second = answer(race.second());
      assertThat(first.duplicate()).isFalse();
      assertThat(second)
          .isEqualTo(
              new ProcessedEvent(
                  first.event(), EventStatus.COMPLETED, true, first.decisions(), null));
      assertOneOfEach(cluster);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSecondIngestDoesItWhenTheFirstRollsBack(Database kind) throws Exception {
    try (Cluster cluster = Cluster.parkedAtCommit(kind)) {
      Race<ProcessedEvent> race =
          race(cluster, () -> ingestOn(cluster.first()), () -> ingestOn(cluster.second()));
      cluster.parked().refuse();
      assertFailedWith(race.first(), UnavailableException.class);
      ProcessedEvent second = answer(race.second());
      assertThat(second.duplicate()).isFalse();
      assertThat(second.status()).isEqualTo(EventStatus.COMPLETED);
      assertOneOfEach(cluster);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPendingEventIsCompletedByOneNodeAndTheOtherGetsTheSameDecisions(Database kind)
      throws Exception {
    try (Cluster cluster = Cluster.parkedAt("delete from kernel_event_queue", kind)) {
      cluster.second().kernel().emit(KernelNode.event(scope));
      Race<ProcessedEvent> race =
          race(cluster, () -> ingestOn(cluster.first()), () -> ingestOn(cluster.second()));
      cluster.parked().release();
      ProcessedEvent first = answer(race.first());
      assertThat(first.status()).isEqualTo(EventStatus.COMPLETED);
      assertThat(first.decisions()).hasSize(1);
      assertThat(answer(race.second())).isEqualTo(first);
      assertOneOfEach(cluster);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPendingEventIsCompletedByTheSecondNodeWhenTheFirstRollsBack(Database kind)
      throws Exception {
    try (Cluster cluster = Cluster.parkedAt("delete from kernel_event_queue", kind)) {
      cluster.second().kernel().emit(KernelNode.event(scope));
      Race<ProcessedEvent> race =
          race(cluster, () -> ingestOn(cluster.first()), () -> ingestOn(cluster.second()));
      cluster.parked().refuse();
      assertFailedWith(race.first(), UnavailableException.class);
      assertThat(answer(race.second()).status()).isEqualTo(EventStatus.COMPLETED);
      assertOneOfEach(cluster);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whoeverLocksAQueueEntryKeepsTheOthersOutUntilItsTransactionEnds(Database kind)
      throws Exception {
    try (Cluster cluster = Cluster.parkedAtCommit(kind)) {
      EventId id = cluster.second().kernel().emit(KernelNode.event(scope)).eventId();
      RecordedEvent event = inTransaction(cluster.second(), t -> t.events().find(id)).orElseThrow();
      QueueEntry pending =
          inTransaction(cluster.second(), t -> t.queue().lock(event)).orElseThrow();
      Race<Optional<QueueEntry>> race =
          race(
              cluster,
              () -> inTransaction(cluster.first(), t -> lockedAndRemoved(t.queue(), event)),
              () -> inTransaction(cluster.second(), t -> t.queue().lock(event)));
      // Reading without a lock does not wait.
      Optional<QueueEntry> seen = inTransaction(cluster.second(), t -> t.queue().find(event));
      assertThat(seen).contains(pending);
      cluster.parked().release();
      assertThat(answer(race.first())).contains(pending);
      assertThat(answer(race.second())).isEmpty();
    }
  }

  private static Optional<QueueEntry> lockedAndRemoved(EventQueue queue, RecordedEvent event) {
    Optional<QueueEntry> locked = queue.lock(event);
    queue.remove(event);
    return locked;
  }

  private <T> T inTransaction(KernelNode node, Function<KernelTransaction, T> work) {
    return node.store().inTransaction(scope, work);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSecondApprovalWaitsAndIsRefused(Database kind) throws Exception {
    try (Cluster cluster = Cluster.parkedAt("insert into cro_recommendations", kind)) {
      ActionId offer = ingestOn(cluster.second()).decisions().get(0).actions().get(2).id();
      Race<ActionStatus> race =
          race(
              cluster,
              () -> cluster.first().kernel().approve(scope, offer, GO_AHEAD).status(),
              () -> cluster.second().kernel().approve(scope, offer, GO_AHEAD).status());
      cluster.parked().release();
      assertThat(answer(race.first())).isEqualTo(ActionStatus.COMPLETED);
      assertFailedWith(
          race.second(),
          RefusedException.class,
          refused -> assertThat(refused.code()).isEqualTo("not_waiting"));
      assertThat(cluster.second().rows().countsOf(scope)).containsEntry("cro_recommendations", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aSlugGoesToTheTenantThatTookItFirst(Database kind) throws Exception {
    Tenant one = Tenant.of(KernelNode.newTenant().tenant(), "first-touch", "One");
    Tenant other = Tenant.of(KernelNode.newTenant().tenant(), "first-touch", "Other");
    try (Cluster cluster = Cluster.parkedAtCommit(kind)) {
      Race<Tenant> race =
          race(
              cluster,
              () -> registered(cluster.first(), one),
              () -> registered(cluster.second(), other));
      cluster.parked().release();
      answer(race.first());
      assertFailedWith(
          race.second(),
          InvalidInputException.class,
          refused -> {
            assertThat(refused.field()).isEqualTo("slug");
            assertThat(refused).hasMessageContaining("first-touch");
          });
      assertThat(cluster.second().kernel().control().tenants()).containsExactly(one);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void twoNodesMayRegisterOneTenantAtOnceAndTheLastOneStays(Database kind) throws Exception {
    Tenant tenant = Tenant.of(KernelNode.newTenant().tenant(), "first-touch", "One");
    Tenant renamed = Tenant.of(tenant.id(), "first-touch", "Renamed");
    try (Cluster cluster = Cluster.parkedAtCommit(kind)) {
      Race<Tenant> race =
          race(
              cluster,
              () -> registered(cluster.first(), tenant),
              () -> registered(cluster.second(), renamed));
      cluster.parked().release();
      answer(race.first());
      answer(race.second());
      assertThat(cluster.second().kernel().control().tenants()).containsExactly(renamed);
    }
  }

  private static Tenant registered(KernelNode node, Tenant tenant) {
    node.kernel().register(tenant);
    return tenant;
  }

  private void assertOneOfEach(Cluster cluster) {
    assertThat(cluster.second().rows().countsOf(scope)).isEqualTo(KernelNode.ONE_OF_EACH);
  }

  private static <E extends Throwable> void assertFailedWith(Future<?> call, Class<E> expected) {
    assertFailedWith(call, expected, thrown -> {});
  }

  private static <E extends Throwable> void assertFailedWith(
      Future<?> call, Class<E> expected, Consumer<E> check) {
    assertThatThrownBy(() -> answer(call))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(expected, check);
  }
}
