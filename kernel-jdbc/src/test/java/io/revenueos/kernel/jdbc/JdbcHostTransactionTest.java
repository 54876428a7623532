package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.KernelNode;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.Wake;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.TestEvents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that commit, or do not, with a change of the host's own. */
class JdbcHostTransactionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456Z");
  private static final String BUSINESS = "create table business (n integer primary key)";

  private final TenantScope scope = KernelNode.newTenant();
  private final KernelEvent event = TestEvents.event().in(scope).build();

  private static List<Receipt> accept(Connection host, KernelEvent... events) {
    return JdbcHostTransaction.on(host)
        .accept(List.of(events), Admission.EVERYONE, NOW, Wake.EVERYONE);
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anEventIsStoredWhenTheHostCommitsAndNotWhenItRollsBack(Database kind) throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      Rows rows = Rows.of(fixture.dataSource());
      rows.execute(BUSINESS);
      host.setAutoCommit(false);
      execute(host, "insert into business values (1)");
      assertThat(accept(host, event)).noneMatch(Receipt::duplicate);
      assertThat(rows.countsOf(scope)).isEmpty();
      host.rollback();
      assertThat(rows.countsOf(scope)).isEmpty();
      execute(host, "insert into business values (1)");
      assertThat(accept(host, event, event))
          .extracting(Receipt::duplicate)
          .containsExactly(false, true);
      host.commit();
      assertThat(rows.countsOf(scope))
          .containsEntry("kernel_events", 1)
          .containsEntry("kernel_event_queue", 1);
      assertThat(rows.lines("select n from business")).containsExactly("1");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aWorkspaceThatTheTenantDoesNotHaveIsRefused(Database kind) throws SQLException {
    WorkspaceId unknown = new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"));
    KernelEvent misplaced = TestEvents.event().in(scope.in(unknown)).build();
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      fixture.store().register(Tenant.of(scope.tenant(), "first", "First"));
      host.setAutoCommit(false);
      for (KernelEvent[] events : List.of(array(misplaced), array(event, misplaced))) {
        assertThatThrownBy(() -> accept(host, events))
            .isInstanceOf(RefusedException.class)
            .hasMessage("tenant %s has no workspace %s", scope.tenant(), unknown);
      }
      WorkspaceId home = new WorkspaceId(scope.tenant().value());
      assertThat(accept(host, TestEvents.event().in(scope.in(home)).build())).hasSize(1);
      host.commit();
      assertThat(Rows.of(fixture.dataSource()).countsOf(scope)).containsEntry("kernel_events", 1);
    }
  }

  private static KernelEvent[] array(KernelEvent... events) {
    return events;
  }

  @Test
  void theHostsRoleAndTenantAreAsBefore() throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Connection host = fixture.dataSource().getConnection()) {
      Rows.of(fixture.dataSource())
          .execute(
              BUSINESS
                  + "; do $$ begin create role hosts_own nologin;"
                  + " exception when duplicate_object then null; end $$;"
                  + " grant insert, select on business to hosts_own");
      host.setAutoCommit(false);
      execute(host, "set local role hosts_own");
      execute(host, "set local revenueos.tenant_id = '%s'".formatted(scope.tenant()));
      for (int n = 1; n <= 2; n++) {
        accept(host, TestEvents.event().in(scope).about("lead", "L-" + n).build());
        accept(host, event, TestEvents.event().in(KernelNode.newTenant()).build());
        execute(host, "insert into business values (%d)".formatted(n));
      }
      try (Statement ask = host.createStatement();
          ResultSet left =
              ask.executeQuery(
                  "select current_user, current_setting('revenueos.tenant_id', true),"
                      + " current_setting('revenueos.tenant_ids', true)")) {
        left.next();
        assertThat(left.getString(1)).isEqualTo("hosts_own");
        assertThat(left.getString(2) + left.getString(3)).isEqualTo(scope.tenant().toString());
      }
      host.commit();
      assertThat(Rows.of(fixture.dataSource()).lines("select count(*) from kernel_events"))
          .containsExactly("5");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aConnectionThatCommitsByItselfIsRefused(Database kind) throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      assertThatThrownBy(() -> JdbcHostTransaction.on(host))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("setAutoCommit(false)");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aRefusalLeavesTheTransactionInTheHandsOfTheHost(Database kind) throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      Rows rows = Rows.of(fixture.dataSource());
      rows.execute(BUSINESS);
      host.setAutoCommit(false);
      execute(host, "insert into business values (1)");
      assertThatThrownBy(
              () ->
                  JdbcHostTransaction.on(host)
                      .accept(List.of(event), Admission.REGISTERED, NOW, Wake.EVERYONE))
          .isInstanceOf(RefusedException.class);
      assertThat(host.isClosed()).isFalse();
      assertThat(host.getAutoCommit()).isFalse();
      host.commit();
      assertThat(rows.lines("select n from business")).containsExactly("1");
      assertThat(rows.countsOf(scope)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void anErrorOfTheDatabaseLeavesTheRollbackToTheHost(Database kind) throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Connection host = fixture.dataSource().getConnection()) {
      Rows rows = Rows.of(fixture.dataSource());
      rows.execute("alter table kernel_events add constraint nobody check (source = 'nobody')");
      host.setAutoCommit(false);
      assertThatThrownBy(() -> accept(host, event)).isInstanceOf(JdbcStoreException.class);
      assertThat(host.isClosed()).isFalse();
      host.rollback();
      rows.execute("alter table kernel_events drop constraint nobody");
      assertThat(accept(host, event)).hasSize(1);
      host.commit();
      assertThat(rows.countsOf(scope)).containsEntry("kernel_events", 1);
    }
  }

  @Test
  void onPostgresTheHostsOtherStatementsArePlannedAsEver() throws SQLException {
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Connection host = fixture.dataSource().getConnection()) {
      host.setAutoCommit(false);
      accept(host, event);
      try (Statement show = host.createStatement();
          ResultSet setting = show.executeQuery("show enable_seqscan")) {
        setting.next();
        assertThat(setting.getString(1)).isEqualTo("on");
      }
      host.rollback();
    }
  }

  @Test
  void onPostgresTheCommitWakesWhoListens() throws Exception {
    Semaphore calls = new Semaphore(0);
    try (JdbcStoreFixture fixture = JdbcStoreFixture.postgres();
        Connection host = fixture.dataSource().getConnection();
        KernelStore.Subscription listening = fixture.store().onSignal(calls::release)) {
      assertThat(listening).isNotNull();
      // It is called when it has begun to listen.
      assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      host.setAutoCommit(false);
      accept(host, event);
      host.rollback();
      accept(host, event);
      assertThat(calls.availablePermits()).isZero();
      host.commit();
      assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      assertThat(calls.availablePermits()).isZero();
    }
  }
}
