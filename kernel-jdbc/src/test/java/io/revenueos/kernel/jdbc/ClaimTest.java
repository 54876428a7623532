package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.testkit.Batches;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.store.ClaimRequest;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.store.StaleClaimException;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the lock on a partition is for: staged with several transactions at a time. */
class ClaimTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TenantScope scope = KernelNode.newTenant();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private KernelEvent about(String deal, int number) {
    return TestEvents.event().in(scope).about("deal", deal).correlatedBy("c-" + number).build();
  }

  private EventId accept(KernelStore store, KernelEvent event) {
    return store.accept(List.of(event), Admission.EVERYONE, NOW, Wake.NOBODY).get(0).eventId();
  }

  private static Claim claim(KernelTransaction transaction, int limit) {
    return transaction.queue().claim(new ClaimRequest(PartitionRange.all(), limit, NOW, Set.of()));
  }

  private static List<EventId> ids(Claim claim) {
    return claim.events().stream().map(Claimed::event).map(RecordedEvent::id).toList();
  }

  private static List<RecordedEvent> events(Claim claim) {
    return claim.events().stream().map(Claimed::event).toList();
  }

  /** On another thread, and so in a transaction of its own beside the one that calls. */
  private <T> T meanwhile(KernelStore store, Function<KernelTransaction, T> work) {
    try {
      Future<T> other = threads.submit(() -> store.inTransaction(scope, work));
      return other.get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError("the second transaction waited for the first, or failed", failed);
    }
  }

  /** Its id is lower, it becomes visible later, and its entity's next event is in work already. */
  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatBecomesVisibleLateIsNotWorkedOnBesideItsFollower(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      KernelStore store = fixture.store();
      host.setAutoCommit(false);
      EventId late =
          JdbcHostTransaction.on(host)
              .accept(List.of(about("D-1", 1)), Admission.EVERYONE, NOW, Wake.EVERYONE)
              .get(0)
              .eventId();
      EventId follower = accept(store, about("D-1", 2));
      assertThat(late.value()).isLessThan(follower.value());
      store.inTransaction(
          scope,
          transaction -> {
            Claim first = claim(transaction, 10);
            assertThat(ids(first)).containsExactly(follower);
            commit(host);
            Claim second = meanwhile(store, t -> claim(t, 10));
            assertThat(second.events()).isEmpty();
            assertThat(second.taken()).hasSize(16);
            return transaction.journal().record(Batches.completed(events(first)), NOW);
          });
      assertThat(ids(meanwhile(store, t -> claim(t, 10)))).containsExactly(late);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** An entry that waits behind the limit of a partition that is taken costs others nothing. */
  @ParameterizedTest
  @EnumSource(Database.class)
  void thePartitionsOfOthersDoNotUseUpTheLimit(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      store.accept(
          IntStream.range(0, 200).mapToObj(n -> about("D-" + n, n)).toList(),
          Admission.EVERYONE,
          NOW,
          Wake.NOBODY);
      store.inTransaction(
          scope,
          transaction -> {
            PartitionRange low = new PartitionRange(0, 13);
            transaction.queue().claim(new ClaimRequest(low, 1, NOW, Set.of()));
            Claim second = meanwhile(store, t -> claim(t, 10));
            assertThat(second.events()).hasSize(10);
            assertThat(second.full()).isTrue();
            assertThat(events(second))
                .extracting(event -> EntityKey.of(event.event().entity()).partition())
                .allMatch(partition -> partition > 13);
            return second;
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void thousandsOfFailedEventsBlockOnlyTheirOwnEntities(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      List<KernelEvent> events = new ArrayList<>();
      for (int n = 0; n < 1_000; n++) {
        events.add(about("D-" + n % 500, n));
      }
      store.accept(events, Admission.EVERYONE, NOW, Wake.NOBODY);
      // Every first event of an even deal has failed.
      Rows.of(fixture.dataSource())
          .execute(
              "update kernel_event_queue set attempts = 1, due_at = due_at + interval '1' hour"
                  + " where event_id in (select id from kernel_events"
                  + " where cast(substring(correlation_id from 3) as integer) < 500"
                  + " and mod(cast(substring(correlation_id from 3) as integer), 2) = 0)");
      Claim claim = store.inTransaction(scope, t -> claim(t, 2_000));
      assertThat(events(claim))
          .hasSize(500)
          .extracting(event -> Integer.parseInt(event.event().entity().id().substring(2)) % 2)
          .containsOnly(1);
    }
  }

  /** An operator's hand on a single event is the only rival of whoever has its partition. */
  @ParameterizedTest
  @EnumSource(Database.class)
  void whoeverFindsAClaimedEventGoneIsTold(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      accept(store, about("D-1", 1));
      accept(store, about("D-2", 2));
      assertThatThrownBy(
              () ->
                  store.inTransaction(
                      scope,
                      transaction -> {
                        List<RecordedEvent> claimed = events(claim(transaction, 10));
                        meanwhile(
                            store,
                            other -> {
                              other.queue().remove(claimed.get(0));
                              return claimed;
                            });
                        return transaction.journal().record(Batches.completed(claimed), NOW);
                      }))
          .isInstanceOf(StaleClaimException.class)
          .hasMessageContaining("1 of 2");
      assertThat(ids(meanwhile(store, t -> claim(t, 10)))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTenantsFirstClaimLeavesItsPartitionsEvenIfItIsRolledBack(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      Rows rows = Rows.of(fixture.dataSource());
      accept(fixture.store(), about("D-1", 1));
      assertThat(rows.lines("select partition from kernel_partitions")).isEmpty();
      assertThatThrownBy(
              () ->
                  fixture
                      .store()
                      .inTransaction(
                          scope,
                          transaction -> {
                            claim(transaction, 1);
                            throw new IllegalStateException("on purpose");
                          }))
          .hasMessage("on purpose");
      assertThat(rows.lines("select partition from kernel_partitions")).hasSize(16);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aFirstClaimThatComesSecondInItsTransactionCommitsNothingEarly(Database kind) {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      EventId id = accept(store, about("D-1", 1));
      assertThatThrownBy(
              () ->
                  store.inTransaction(
                      scope,
                      transaction -> {
                        RecordedEvent event = transaction.events().find(id).orElseThrow();
                        transaction.journal().record(Batches.failed(event, LATER), NOW);
                        assertThat(claim(transaction, 10).events()).isEmpty();
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
      // The failure was rolled back, and so were the partitions; this one makes them anew.
      assertThat(ids(meanwhile(store, t -> claim(t, 10)))).containsExactly(id);
    }
  }

  /** What the planner is told holds for the kernel's own transactions only. */
  @Test
  void onPostgresAConnectionGoesBackToThePoolAsItCame() {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres()) {
      KernelStore store = fixture.store();
      accept(store, about("D-1", 1));
      store.inTransaction(scope, t -> claim(t, 10));
      store.openPartitions(NOW);
      Rows rows = Rows.of(fixture.dataSource());
      for (String setting : List.of("enable_seqscan", "enable_sort", "jit")) {
        assertThat(rows.lines("show " + setting)).containsExactly("on");
      }
      assertThat(rows.lines("show plan_cache_mode")).containsExactly("auto");
    }
  }
}
