package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.BreakingConnections.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Breaks PostgreSQL's connection in the first commit of what was written to a table, once: the
 * transaction's commit, or the statement itself where each commits alone or together with it.
 */
public final class BrokenCommit implements ObservedDataSource.Observer {
  private final String insert;
  private final Side side;
  private final BreakingConnections breaking;
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final AtomicReference<@Nullable Connection> wrote = new AtomicReference<>();

  /**
   * @param operator a way to the same database beside the connections that break
   */
  public BrokenCommit(String table, Side side, DataSource operator) {
    this.insert = "insert into " + table;
    this.side = side;
    this.breaking = new BreakingConnections(Database.POSTGRESQL, operator);
  }

  /** Whether anything was committed, or would have been. */
  public boolean broke() {
    return breaking.broke();
  }

  @Override
  public void before(Connection connection, String statement) throws SQLException {
    boolean writes = statement.contains(insert);
    if (writes) {
      wrote.compareAndSet(null, connection);
    }
    boolean commits =
        ObservedDataSource.commits(statement) || (writes && connection.getAutoCommit());
    if (commits && connection.equals(wrote.get()) && armed.compareAndSet(true, false)) {
      breaking.breakAt(1, side);
      breaking.before(connection, statement);
    }
  }

  @Override
  public void after(Connection connection, String statement) throws SQLException {
    // Nothing else runs on this connection in between.
    if (!armed.get() && !breaking.broke() && connection.equals(wrote.get())) {
      breaking.after(connection, statement);
    }
  }
}
