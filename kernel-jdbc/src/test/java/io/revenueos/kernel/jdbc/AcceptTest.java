package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepting events while others do the same. */
class AcceptTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final int THREADS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final TenantScope scope = KernelNode.newTenant();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private KernelEvent event(int number) {
    return TestEvents.event().in(scope).correlatedBy("c-" + number).build();
  }

  private List<Receipt> accept(KernelStore store, KernelEvent... events) {
    return store.accept(List.of(events), Admission.EVERYONE, NOW, Wake.NOBODY);
  }

  /** What every thread got, all having begun at once. */
  private <T> List<T> together(Work<T> work) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      running.add(
          threads.submit(
              () -> {
                go.await();
                return work.of(number);
              }));
    }
    go.countDown();
    List<T> answers = new ArrayList<>();
    for (Future<T> thread : running) {
      answers.add(thread.get(30, TimeUnit.SECONDS));
    }
    return answers;
  }

  private interface Work<T> {
    T of(int thread);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatManySendAtOnceIsStoredOnce(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      for (int round = 0; round < 10; round++) {
        KernelEvent same = event(round);
        List<Receipt> receipts = together(thread -> accept(fixture.store(), same).get(0));
        assertThat(receipts).extracting(Receipt::eventId).containsOnly(receipts.get(0).eventId());
        assertThat(receipts).filteredOn(receipt -> !receipt.duplicate()).hasSize(1);
      }
      assertThat(Rows.of(fixture.dataSource()).countsOf(scope))
          .containsEntry("kernel_events", 10)
          .containsEntry("kernel_event_queue", 10);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void eachListGetsItsIdsInItsOwnOrder(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      List<List<Receipt>> answers =
          together(
              thread ->
                  fixture
                      .store()
                      .accept(
                          IntStream.range(0, 200)
                              .mapToObj(n -> event(thread * 1_000 + 999 - n))
                              .toList(),
                          Admission.EVERYONE,
                          NOW,
                          Wake.NOBODY));
      assertThat(answers)
          .allSatisfy(
              receipts ->
                  assertThat(receipts)
                      .extracting(receipt -> receipt.eventId().value())
                      .isSorted()
                      .hasSize(200));
      Rows rows = Rows.of(fixture.dataSource());
      for (int thread = 0; thread < THREADS; thread++) {
        assertThat(
                rows.lines(
                    "select correlation_id from kernel_events where id = "
                        + answers.get(thread).get(0).eventId()))
            .containsExactly("c-" + (thread * 1_000 + 999));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatSomebodyIsAddingIsWaitedFor(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      host.setAutoCommit(false);
      KernelEvent committed = event(1);
      EventId first =
          JdbcHostTransaction.on(host)
              .accept(List.of(committed), Admission.EVERYONE, NOW, Wake.EVERYONE)
              .get(0)
              .eventId();
      Future<List<Receipt>> second =
          threads.submit(() -> accept(fixture.store(), event(2), committed, event(3)));
      Rows.of(fixture.dataSource()).awaitSomeoneWaiting(kind);
      host.commit();
      List<Receipt> receipts = second.get(20, TimeUnit.SECONDS);
      assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true, false);
      assertThat(receipts.get(1).eventId()).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventThatSomebodyRollsBackIsAddedInItsPlace(Database kind) throws Exception {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      host.setAutoCommit(false);
      KernelEvent event = event(1);
      JdbcHostTransaction.on(host).accept(List.of(event), Admission.EVERYONE, NOW, Wake.EVERYONE);
      Future<List<Receipt>> second = threads.submit(() -> accept(fixture.store(), event));
      Rows.of(fixture.dataSource()).awaitSomeoneWaiting(kind);
      host.rollback();
      assertThat(second.get(20, TimeUnit.SECONDS))
          .singleElement()
          .matches(receipt -> !receipt.duplicate());
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDataSourceWithoutAutoCommitIsCommittedToo(Database kind) throws SQLException {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      KernelSchema.on(database.dataSource()).migrate();
      HikariDataSource ofHost = new HikariDataSource();
      ofHost.setJdbcUrl(database.dataSource().unwrap(HikariDataSource.class).getJdbcUrl());
      ofHost.setUsername(kind == Database.H2 ? "sa" : "postgres");
      ofHost.setAutoCommit(false);
      try (ofHost) {
        assertThat(accept(JdbcKernelStore.on(ofHost), event(1), event(1)))
            .extracting(Receipt::duplicate)
            .containsExactly(false, true);
      }
      assertThat(Rows.of(database.dataSource()).countsOf(scope))
          .containsEntry("kernel_events", 1)
          .containsEntry("kernel_event_queue", 1);
    }
  }

  /** The states are PostgreSQL's: no space on the device, the connection lost. */
  @ParameterizedTest
  @ValueSource(strings = {"53100", "08006"})
  void anErrorMeansThatNothingIsStored(String state) {
    ObservedDataSource.Observer full =
        new ObservedDataSource.Observer() {
          @Override
          public void before(Connection connection, String statement) throws SQLException {
            if (statement.contains("insert into kernel_events")) {
              throw new SQLException("on purpose", state);
            }
          }
        };
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres()) {
      KernelStore store = JdbcKernelStore.on(ObservedDataSource.of(fixture.dataSource(), full));
      assertThatThrownBy(() -> accept(store, event(1), event(2)))
          .isInstanceOf(UnavailableException.class);
      assertThat(Rows.of(fixture.dataSource()).lines("select id from kernel_events")).isEmpty();
      assertThat(accept(fixture.store(), event(1))).noneMatch(Receipt::duplicate);
    }
  }

  @Test
  void onPostgresAnEventIsOneRoundTrip() {
    AtomicInteger statements = new AtomicInteger();
    ObservedDataSource.Observer counter =
        new ObservedDataSource.Observer() {
          @Override
          public void before(Connection connection, String statement) {
            statements.incrementAndGet();
          }
        };
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres()) {
      KernelStore store = JdbcKernelStore.on(ObservedDataSource.of(fixture.dataSource(), counter));
      statements.set(0);
      accept(store, event(1), event(2));
      assertThat(statements).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whoIsRefusedIsNamedInTheOrderOfTheEvents(Database kind) {
    TenantScope stranger = KernelNode.newTenant();
    TenantScope inactive = KernelNode.newTenant();
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      store.register(Tenant.of(scope.tenant(), "active", "Active"));
      store.register(Tenant.of(inactive.tenant(), "inactive", "Inactive").deactivated());
      List<KernelEvent> events =
          List.of(event(1), KernelNode.event(inactive), KernelNode.event(stranger));
      assertThatThrownBy(() -> store.accept(events, Admission.REGISTERED, NOW, Wake.NOBODY))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("inactive_tenant"))
          .hasMessage("tenant %s is deactivated", inactive.tenant());
      List<KernelEvent> unknown = List.of(event(1), KernelNode.event(stranger));
      assertThatThrownBy(() -> store.accept(unknown, Admission.REGISTERED, NOW, Wake.NOBODY))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("unknown_tenant"))
          .hasMessageContaining("tenant %s is not registered", stranger.tenant());
      assertThat(Rows.of(fixture.dataSource()).countsOf(scope)).isEmpty();
    }
  }
}
