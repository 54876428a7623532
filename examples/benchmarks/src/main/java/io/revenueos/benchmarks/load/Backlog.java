package io.revenueos.benchmarks.load;

import java.sql.SQLException;

/** Units that are accepted first and done later. */
public interface Backlog extends AutoCloseable {
  /** Accepts the units 0 to {@code units} - 1, in bulk; returns when all are durable. */
  void acceptAll(int units) throws SQLException;

  /** Accepts one unit by itself; returns when it is durable. Called by many threads. */
  void acceptOne(int unit) throws SQLException;

  /** Does everything that was accepted; returns when the tally is full. */
  void drain() throws SQLException;

  /** Stops whatever works. */
  @Override
  void close();
}
