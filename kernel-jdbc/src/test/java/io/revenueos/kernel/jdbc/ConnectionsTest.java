package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread has one connection at a time, and what it does there is kept or given up as a whole. */
class ConnectionsTest {
  private final PooledDatabase database = TestDatabases.open(Database.H2);
  private final Rows rows = Rows.of(database.dataSource());
  private final AtomicInteger opened = new AtomicInteger();
  private final Connections connections = connections(connection -> connection);

  @BeforeEach
  void createTable() {
    rows.execute("create table t (n integer)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Connections connections(Function<Connection, Connection> changed) {
    DataSource counted =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  opened.incrementAndGet();
                  return changed.apply(database.dataSource().getConnection());
                });
    return new Connections(counted);
  }

  private static Link add(Link link) {
    link.handle().execute("insert into t values (1)");
    return link;
  }

  private List<String> inTable() {
    return rows.lines("select n from t");
  }

  @Test
  void aTransactionWithinATransactionIsPartOfIt() {
    assertThatThrownBy(
            () ->
                connections.inTransaction(
                    outer -> {
                      Link inner = connections.inTransaction(ConnectionsTest::add);
                      assertThat(inner).isSameAs(outer);
                      assertThat(connections.<Link>use(link -> link)).isSameAs(outer);
                      throw new IllegalStateException("given up");
                    }))
        .hasMessage("given up");

    assertThat(inTable()).isEmpty();
    assertThat(opened).hasValue(1);
  }

  @Test
  void withoutATransactionEachStatementIsOne() {
    assertThatThrownBy(
            () ->
                connections.use(
                    link -> {
                      add(link);
                      throw new IllegalStateException("too late");
                    }))
        .hasMessage("too late");

    assertThat(inTable()).hasSize(1);
  }

  @Test
  void aCallbackRunsAfterTheCommitAndNeverWithoutOne() {
    List<Integer> seen = new ArrayList<>();
    connections.inTransaction(
        link -> {
          link.afterCommit(() -> seen.add(inTable().size()));
          return add(link);
        });
    assertThatThrownBy(
            () ->
                connections.inTransaction(
                    link -> {
                      link.afterCommit(() -> seen.add(-1));
                      throw new IllegalStateException("given up");
                    }))
        .hasMessage("given up");
    connections.inTransaction(ConnectionsTest::add);

    assertThat(seen).containsExactly(1);
  }

  @Test
  void whatCannotBeRolledBackIsNotCommittedInstead() {
    Connections broken = connections(connection -> without(connection, "rollback"));
    assertThatThrownBy(
            () ->
                broken.inTransaction(
                    link -> {
                      add(link);
                      throw new IllegalStateException("given up");
                    }))
        .hasMessage("given up")
        .satisfies(
            thrown -> assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(SQLException.class));

    assertThat(inTable()).isEmpty();
  }

  @Test
  void aCommitThatFailsIsRolledBack() {
    Connections broken = connections(connection -> without(connection, "commit"));

    assertThatThrownBy(() -> broken.inTransaction(ConnectionsTest::add))
        .isInstanceOf(TransactionException.class)
        .hasRootCauseMessage("no commit today");
    assertThat(inTable()).isEmpty();
  }

  @Test
  void aConnectionIsGivenBackAsItCame() throws SQLException {
    try (Connection hosts = database.dataSource().getConnection()) {
      hosts.setAutoCommit(false);
      Connections unlike = connections(ignored -> without(hosts, "close"));

      unlike.use(ConnectionsTest::add);

      assertThat(hosts.getAutoCommit()).isFalse();
      hosts.rollback();
    }
    assertThat(inTable()).hasSize(1);
  }

  /** A connection of which one method fails; in the case of closing, without a word. */
  private static Connection without(Connection real, String broken) {
    return (Connection)
        Proxy.newProxyInstance(
            ConnectionsTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(broken)) {
                if (broken.equals("close")) {
                  return null;
                }
                throw new SQLException("no %s today".formatted(broken));
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
