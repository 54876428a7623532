package io.revenueos.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that go to the server together: one round trip, and in autocommit one transaction with
 * its commit in the same round trip.
 */
final class Script {
  private final List<RowStatement> statements;
  private final String batch;
  private final String single;

  Script(List<RowStatement> statements) {
    this.statements = List.copyOf(statements);
    this.batch = statements.stream().map(RowStatement::batch).collect(Collectors.joining(";\n"));
    this.single = statements.stream().map(RowStatement::single).collect(Collectors.joining(";\n"));
  }

  void runBatch(Connection connection, int from, int units) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(batch)) {
      int parameter = 1;
      for (RowStatement statement : statements) {
        parameter = statement.bindBatch(all, parameter, from, units);
      }
      all.execute();
    }
  }

  void runSingle(Connection connection, int unit) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(single)) {
      int parameter = 1;
      for (RowStatement statement : statements) {
        parameter = statement.bindSingle(all, parameter, unit);
      }
      all.execute();
    }
  }

  /** Not together: a round trip for each statement, and one more for the commit. */
  void runOneByOne(Connection connection, int unit) throws SQLException {
    connection.setAutoCommit(false);
    for (RowStatement statement : statements) {
      try (PreparedStatement one = connection.prepareStatement(statement.single())) {
        statement.bindSingle(one, 1, unit);
        one.executeUpdate();
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
