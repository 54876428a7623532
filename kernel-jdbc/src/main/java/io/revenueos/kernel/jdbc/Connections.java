package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * The connections of a host's data source, each in auto-commit, whatever the host's default is:
 * else Jdbi takes a transaction for one that somebody else will commit. Thread-safe.
 */
final class Connections implements ConnectionFactory {
  private final DataSource dataSource;
  private volatile boolean withoutAutoCommit;

  Connections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection connection = dataSource.getConnection();
    if (!connection.getAutoCommit()) {
      withoutAutoCommit = true;
      connection.setAutoCommit(true);
    }
    return connection;
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try (connection) {
      if (withoutAutoCommit && !connection.isClosed()) {
        connection.setAutoCommit(false);
      }
    }
  }
}
