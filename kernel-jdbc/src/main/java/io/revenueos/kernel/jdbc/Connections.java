package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a host's data source, one for a thread at a time, each in auto-commit,
 * whatever the host's default is: else a statement would be part of a transaction that nobody
 * commits. Thread-safe.
 */
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final DataSource dataSource;
  private final Jdbi jdbi = Sql.jdbi(new OfThisThread());

  @SuppressWarnings("ThreadLocalUsage") // a thread may use several data sources
  private final ThreadLocal<@Nullable Link> links = new ThreadLocal<>();

  Connections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What Jdbi works on: the connection that this thread uses anyway. */
  private final class OfThisThread implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return Objects.requireNonNull(links.get()).connection();
    }

    @Override
    public void closeConnection(Connection connection) {
      // Whoever opened it closes it.
    }
  }

  /** Each statement is a transaction by itself, but for a thread that is in one already. */
  <T> T use(Function<Link, T> work) {
    Link outer = links.get();
    return outer == null ? useAnother(work) : work.apply(outer);
  }

  <T> T inTransaction(Function<Link, T> work) {
    return use(link -> link.inTransaction(work));
  }

  private <T> T useAnother(Function<Link, T> work) {
    Connection connection = open();
    boolean autoCommit = true;
    try (Link link = new Link(connection, jdbi::open)) {
      autoCommit = inAutoCommit(connection);
      links.set(link);
      return work.apply(link);
    } finally {
      links.remove();
      giveBack(connection, autoCommit);
    }
  }

  private Connection open() {
    try {
      return dataSource.getConnection();
    } catch (SQLException unreachable) {
      throw new ConnectionException(unreachable);
    }
  }

  /** Returns whether it was before. What somebody left undecided is given up, and not committed. */
  private static boolean inAutoCommit(Connection connection) {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      return autoCommit;
    } catch (SQLException broken) {
      throw new ConnectionException(broken);
    }
  }

  private static void giveBack(Connection connection, boolean autoCommit) {
    try (connection) {
      if (!autoCommit && !connection.isClosed()) {
        connection.setAutoCommit(false);
      }
    } catch (SQLException | RuntimeException lost) {
      log.debug("a connection could not be given back", lost);
    }
  }
}
