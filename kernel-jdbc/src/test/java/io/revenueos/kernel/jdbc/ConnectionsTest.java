package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thread has one connection at a time, and what it does there is kept or given up as a whole. The
 * pool here has one connection and leaves it as it is.
 */
class ConnectionsTest {
  private final PooledDatabase database = TestDatabases.open(Database.H2);
  private final Rows rows = Rows.of(database.dataSource());
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Set<String> broken = new HashSet<>();
  private final Connection pooled = connection();
  private final Connections connections = new Connections(pool());

  private Connection connection() {
    try {
      return database.dataSource().getConnection();
    } catch (SQLException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }

  @BeforeEach
  void createTable() {
    rows.execute("create table t (n integer)");
  }

  @AfterEach
  void close() throws SQLException {
    pooled.close();
    database.close();
  }

  private DataSource pool() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          opened.incrementAndGet();
          return proxy(Connection.class, this::call);
        });
  }

  /** On the connection in the pool, of which some methods are broken. */
  private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (broken.contains(method.getName())) {
      throw new SQLException("no %s today".formatted(method.getName()));
    }
    if (method.getName().equals("close")) {
      closed.incrementAndGet();
      return null;
    }
    try {
      return method.invoke(pooled, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ConnectionsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What the next one to use the connection finds. */
  private void assertNothingIsKept() throws SQLException {
    broken.clear();
    if (!pooled.isClosed()) {
      connections.use(
          link -> link.handle().createQuery("select n from t").mapTo(Long.class).list());
    }
    assertThat(inTable()).isEmpty();
    assertThat(closed.get()).isEqualTo(opened.get());
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
  void whatCannotBeRolledBackIsNotCommittedInstead() throws SQLException {
    broken.add("rollback");
    assertThatThrownBy(
            () ->
                connections.inTransaction(
                    link -> {
                      add(link);
                      throw new IllegalStateException("given up");
                    }))
        .hasMessage("given up")
        .satisfies(
            thrown -> assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(SQLException.class));

    assertNothingIsKept();
  }

  @Test
  void aCommitThatFailsIsRolledBack() throws SQLException {
    broken.add("commit");

    assertThatThrownBy(() -> connections.inTransaction(ConnectionsTest::add))
        .isInstanceOf(TransactionException.class)
        .hasRootCauseMessage("no commit today");
    assertThat(pooled.getAutoCommit()).isTrue();
    assertNothingIsKept();
  }

  @ParameterizedTest
  @MethodSource
  void whateverIsThrownIsRolledBack(Throwable thrown) throws SQLException {
    assertThatThrownBy(
            () ->
                connections.inTransaction(
                    link -> {
                      add(link);
                      throw ConnectionsTest.<RuntimeException>undeclared(thrown);
                    }))
        .isSameAs(thrown);

    assertThat(pooled.getAutoCommit()).isTrue();
    assertNothingIsKept();
  }

  static Stream<Throwable> whateverIsThrownIsRolledBack() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new SQLException("of the database"),
        new AssertionError("an error"),
        new Throwable("neither"));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Kotlin does
  private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"getAutoCommit", "setAutoCommit"})
  void aConnectionThatCannotBeUsedIsGivenBack(String method) throws SQLException {
    pooled.setAutoCommit(false);
    broken.add(method);

    assertThatThrownBy(() -> connections.use(ConnectionsTest::add))
        .isInstanceOf(ConnectionException.class);
    assertThat(closed.get()).isEqualTo(opened.get());
    pooled.setAutoCommit(true);
    assertNothingIsKept();
  }

  @Test
  void aConnectionIsGivenBackAsItCameWithoutWhatWasLeftInIt() throws SQLException {
    pooled.setAutoCommit(false);
    try (Statement left = pooled.createStatement()) {
      left.execute("insert into t values (2)");
    }

    connections.use(ConnectionsTest::add);

    assertThat(pooled.getAutoCommit()).isFalse();
    pooled.rollback();
    assertThat(inTable()).containsExactly("1");
  }

  @Test
  void whatWaitsForACommitNeedsATransaction() {
    assertThatThrownBy(
            () ->
                connections.use(
                    link -> {
                      link.afterCommit(() -> {});
                      return link;
                    }))
        .isInstanceOf(IllegalStateException.class);
  }
}
