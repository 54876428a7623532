package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.ObservedDataSource;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelStore.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is woken, and when: on PostgreSQL through the server, on H2 at the same store. */
class SignalsTest {
  private static final long SECONDS = 20;
  private static final String LISTENERS =
      "select pid from pg_stat_activity where query = 'listen revenue_kernel'";

  private static void assertCalled(Semaphore calls) throws InterruptedException {
    assertThat(calls.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whoHasSubscribedIsCalled(Database kind) throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind)) {
      KernelStore store = fixture.store();
      Subscription subscription = store.onSignal(calls::release);
      if (kind == Database.POSTGRESQL) {
        assertCalled(calls);
      }
      store.signal();
      assertCalled(calls);
      subscription.close();
      subscription.close();
      store.signal();
      assertThat(calls.availablePermits()).isZero();
    }
  }

  @Test
  void onPostgresAnotherStoreIsCalledToo() throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        KernelStore other = JdbcKernelStore.on(fixture.dataSource());
        Subscription subscription = other.onSignal(calls::release)) {
      assertThat(subscription).isNotNull();
      assertCalled(calls);
      fixture.store().signal();
      assertCalled(calls);
    }
  }

  @Test
  void aCallbackThatFailsIsCalledAgain() throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Subscription subscription =
            fixture
                .store()
                .onSignal(
                    () -> {
                      calls.release();
                      throw new IllegalStateException("on purpose");
                    })) {
      assertThat(subscription).isNotNull();
      assertCalled(calls);
      fixture.store().signal();
      assertCalled(calls);
    }
  }

  @Test
  void aListenerWhoseConnectionDiesListensAgainAndSaysSo() throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Subscription subscription = fixture.store().onSignal(calls::release)) {
      assertThat(subscription).isNotNull();
      assertCalled(calls);
      for (int i = 0; i < 3; i++) {
        Rows.of(fixture.dataSource())
            .lines("select pg_terminate_backend(pid) from (" + LISTENERS + ") l");
        // Something may have been missed.
        assertCalled(calls);
        fixture.store().signal();
        assertCalled(calls);
      }
    }
  }

  @Test
  void aListenerThatGetsNoConnectionTriesAgain() throws Exception {
    Semaphore calls = new Semaphore(0);
    Semaphore refusals = new Semaphore(0);
    AtomicReference<String> refuse = new AtomicReference<>("");
    ObservedDataSource.Observer refusing =
        new ObservedDataSource.Observer() {
          @Override
          public void before(Connection connection, String statement) throws SQLException {
            if (statement.equals(refuse.get())) {
              refusals.release();
              throw new SQLException("refused on purpose", "57P03");
            }
          }
        };
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        KernelStore store =
            JdbcKernelStore.on(ObservedDataSource.of(fixture.dataSource(), refusing))) {
      refuse.set("listen revenue_kernel");
      Subscription subscription = store.onSignal(calls::release);
      assertCalled(refusals);
      assertCalled(refusals);
      assertThat(calls.availablePermits()).isZero();
      refuse.set("");
      assertCalled(calls);
      subscription.close();
    }
  }

  @Test
  void aClosedListenerLeavesItsConnectionAsItFoundIt() throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres()) {
      Rows rows = Rows.of(fixture.dataSource());
      fixture.store().onSignal(calls::release);
      assertCalled(calls);
      assertThat(rows.lines(LISTENERS)).hasSize(1);
      // The store ends what nobody else did.
      fixture.store().close();
      assertThat(rows.lines(LISTENERS)).isEmpty();
      assertThat(rows.lines("select pg_listening_channels()")).isEmpty();
    }
  }

  @Test
  void aListenerMayBeClosedByWhatItCalls() throws Exception {
    Semaphore calls = new Semaphore(0);
    CompletableFuture<Subscription> self = new CompletableFuture<>();
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres()) {
      self.complete(
          fixture
              .store()
              .onSignal(
                  () -> {
                    self.join().close();
                    calls.release();
                  }));
      assertCalled(calls);
      fixture.store().signal();
      assertThat(calls.availablePermits()).isZero();
    }
  }
}
