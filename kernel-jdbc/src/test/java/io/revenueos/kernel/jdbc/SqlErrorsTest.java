package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the databases really answer, and what a caller is told to do about it. */
class SqlErrorsTest {
  private static final String TWO_ROWS =
      "create table t (id integer primary key, n integer); insert into t values (1, 0), (2, 0)";

  private static KernelException translated(Jdbi jdbi, Consumer<Handle> work) {
    try {
      SqlErrors.translating(
          () ->
              jdbi.inTransaction(
                  handle -> {
                    work.accept(handle);
                    return "done";
                  }));
    } catch (KernelException expected) {
      return expected;
    }
    throw new AssertionError("it was not refused");
  }

  private static void assertRefused(Jdbi jdbi, String statement, String state) {
    assertThat(translated(jdbi, handle -> handle.createUpdate(statement).execute()))
        .isInstanceOfSatisfying(
            JdbcStoreException.class, refused -> assertThat(refused.sqlState()).isEqualTo(state))
        .hasMessageContaining(state);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatTryingAgainCannotHelpIsRefusedWithItsState(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows.of(database.dataSource()).execute(TWO_ROWS);
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      assertRefused(jdbi, "insert into t values (1, 1)", SqlErrors.UNIQUE_VIOLATION);
      assertRefused(jdbi, "insert into t values (null, 1)", "23502");
      assertRefused(jdbi, "update t set n = 1 / 0", "22012");
      assertRefused(jdbi, "update t set n = cast('x' as integer)", invalidText(kind));
      assertThat(translated(jdbi, handle -> handle.createUpdate("update t sett").execute()))
          .isInstanceOf(JdbcStoreException.class);
      // No rows were harmed.
      assertThat(Rows.of(database.dataSource()).lines("select * from t order by id"))
          .containsExactly("1 0", "2 0");
    }
  }

  @Test
  void memoryThatRanOutOnThisSideIsNotTheServers() {
    SQLException server = new SQLException("out of memory", "53200");
    SQLException driver =
        new SQLException("Ran out of memory", "53200", new OutOfMemoryError("Java heap space"));
    assertThat(SqlErrors.isTransient(server)).isTrue();
    assertThat(SqlErrors.isTransient(driver)).isFalse();
  }

  private static String invalidText(Database kind) {
    return switch (kind) {
      case POSTGRESQL -> "22P02";
      case H2 -> "22018";
    };
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aUniqueViolationIsToldFromOthers(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows.of(database.dataSource()).execute(TWO_ROWS);
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      assertThat(uniqueViolation(jdbi, "insert into t values (1, 1)")).isTrue();
      assertThat(uniqueViolation(jdbi, "insert into t values (null, 1)")).isFalse();
    }
  }

  private static boolean uniqueViolation(Jdbi jdbi, String statement) {
    try (Handle handle = jdbi.open()) {
      handle.createUpdate(statement).execute();
    } catch (JdbiException refused) {
      return SqlErrors.isUniqueViolation(refused);
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void aSerializationFailureMayBeTriedAgain() {
    try (PooledDatabase database = TestDatabases.open(Database.POSTGRESQL)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute(TWO_ROWS);
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      assertUnavailable(
          translated(
              jdbi,
              handle -> {
                handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
                assertThat(handle.createQuery("select n from t").mapTo(Integer.class).list())
                    .hasSize(2);
                rows.execute("update t set n = 1");
                handle.createUpdate("update t set n = 2").execute();
              }));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDeadlockMayBeTriedAgain(Database kind) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute(TWO_ROWS);
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      // The one that gives up is whoever notices; the other one goes on.
      Handle second = jdbi.open();
      second.begin();
      try {
        second.createUpdate("update t set n = 2 where id = 2").execute();
        Future<String> first =
            threads.submit(
                () ->
                    SqlErrors.translating(
                        () ->
                            jdbi.inTransaction(
                                handle -> {
                                  handle.createUpdate("update t set n = 1 where id = 1").execute();
                                  handle.createUpdate("update t set n = 1 where id = 2").execute();
                                  return "done";
                                })));
        rows.awaitSomeoneWaiting(kind);
        KernelException victim = null;
        try {
          SqlErrors.translating(
              () -> second.createUpdate("update t set n = 2 where id = 1").execute());
        } catch (KernelException deadlock) {
          victim = deadlock;
        }
        second.rollback();
        if (victim == null) {
          assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS))
              .cause()
              .isInstanceOf(UnavailableException.class);
        } else {
          assertUnavailable(victim);
          assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
      } finally {
        second.close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aLockThatIsNotGrantedInTimeMayBeTriedAgain(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Rows.of(database.dataSource()).execute(TWO_ROWS);
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      try (Handle owner = jdbi.open()) {
        owner.begin();
        owner.createUpdate("update t set n = 1").execute();
        assertUnavailable(
            translated(
                jdbi,
                handle -> {
                  handle.execute(lockTimeout(kind));
                  handle.createUpdate("update t set n = 2").execute();
                }));
        owner.rollback();
      }
    }
  }

  private static String lockTimeout(Database kind) {
    return switch (kind) {
      case POSTGRESQL -> "set local lock_timeout = 20";
      case H2 -> "set lock_timeout 20";
    };
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aStatementThatTakesTooLongMayBeTriedAgain(Database kind) {
    try (PooledDatabase database = TestDatabases.open(kind)) {
      Jdbi jdbi = Sql.jdbi(database.dataSource()::getConnection);
      String slow =
          switch (kind) {
            case POSTGRESQL -> "select count(*) from generate_series(1, 100000000000)";
            case H2 -> "select count(*) from system_range(1, 100000000000) r(n) where n % 7 = 1";
          };
      assertUnavailable(
          translated(
              jdbi,
              handle -> {
                handle.execute(
                    kind == Database.H2
                        ? "set query_timeout 20"
                        : "set local statement_timeout = 20");
                handle.createQuery(slow).mapTo(Long.class).one();
              }));
    }
  }

  @Test
  void aMistakeOfTheStoreIsNotSomethingToTryAgain() {
    try (PooledDatabase database = TestDatabases.open(Database.H2)) {
      assertThat(
              translated(
                  Sql.jdbi(database.dataSource()::getConnection),
                  handle -> handle.createQuery("select :nothing").mapTo(String.class).one()))
          .isInstanceOf(JdbcStoreException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPoolThatIsClosedIsUnavailable(Database kind) {
    JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
    assertThatCode(() -> fixture.store().stats()).doesNotThrowAnyException();
    fixture.close();
    assertThatThrownBy(() -> fixture.store().stats()).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> JdbcKernelStore.on(fixture.dataSource()))
        .isInstanceOf(UnavailableException.class);
  }

  private static void assertUnavailable(KernelException refused) {
    assertThat(refused)
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("the database is not available just now: ");
  }
}
