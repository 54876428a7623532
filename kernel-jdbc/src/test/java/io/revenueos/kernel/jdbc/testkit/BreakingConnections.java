package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Breaks the connection at the n-th step of what is done through it, for real: PostgreSQL's backend
 * is terminated, H2 is shut down without any cleanup, and the caller gets what the driver makes of
 * it. For one thread.
 */
public final class BreakingConnections implements ObservedDataSource.Observer {
  /** Where in a step: a break after it loses the answer only. */
  public enum Side {
    BEFORE,
    AFTER
  }

  private final Database kind;
  private final DataSource operator;
  private Side side = Side.BEFORE;
  private int stepsLeft;
  private boolean broken;

  /**
   * @param operator a way to the same database beside the connections that break
   */
  public BreakingConnections(Database kind, DataSource operator) {
    this.kind = kind;
    this.operator = operator;
  }

  /**
   * @param step counted from 1, from now on
   */
  public void breakAt(int step, Side newSide) {
    stepsLeft = step;
    side = newSide;
    broken = false;
  }

  public void breakNothing() {
    stepsLeft = 0;
  }

  /** Whether the work came as far as the step. */
  public boolean broke() {
    return broken;
  }

  @Override
  public void before(Connection connection, String statement) throws SQLException {
    if (side == Side.BEFORE && --stepsLeft == 0) {
      kill(connection);
    }
  }

  @Override
  public void after(Connection connection, String statement) throws SQLException {
    if (side == Side.AFTER && --stepsLeft == 0) {
      kill(connection);
      try (Statement next = connection.createStatement()) {
        next.execute("select 1");
      }
      throw new AssertionError("the connection is still alive");
    }
  }

  private void kill(Connection connection) throws SQLException {
    broken = true;
    switch (kind) {
      case POSTGRESQL -> terminate(pid(connection));
      case H2 -> {
        try (Statement shutdown = connection.createStatement()) {
          shutdown.execute("shutdown immediately");
        }
      }
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
      pid.next();
      return pid.getInt(1);
    }
  }

  private void terminate(int pid) throws SQLException {
    try (Connection other = operator.getConnection();
        PreparedStatement terminate = other.prepareStatement("select pg_terminate_backend(?)");
        PreparedStatement alive =
            other.prepareStatement("select 1 from pg_stat_activity where pid = ?")) {
      terminate.setInt(1, pid);
      terminate.execute();
      alive.setInt(1, pid);
      long deadline = System.nanoTime() + 10_000_000_000L;
      while (isThere(alive)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("backend %d does not end".formatted(pid));
        }
      }
    }
  }

  private static boolean isThere(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }
}
