package io.revenueos.kernel.jdbc.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Holds back the first commit of a transaction that has written to a table, or the statements that
 * are sent together with it.
 */
public final class ParkedCommit implements Parked {
  private final String insert;
  private final ParkedStatement parked = new ParkedStatement(ObservedDataSource.COMMIT);
  private final Set<Connection> wrote =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public ParkedCommit(String table) {
    this.insert = "insert into " + table;
  }

  @Override
  public void before(Connection connection, String statement) throws SQLException {
    if (statement.contains(insert)) {
      wrote.add(connection);
    }
    if (ObservedDataSource.commits(statement) && wrote.remove(connection)) {
      parked.before(connection, statement);
    }
  }

  @Override
  public void awaitReached() {
    parked.awaitReached();
  }

  @Override
  public void release() {
    parked.release();
  }

  @Override
  public void refuse() {
    parked.refuse();
  }
}
