package io.revenueos.benchmarks.load;

import java.sql.SQLException;

/** Units that are done as they come. */
public interface Live extends AutoCloseable {
  /**
   * Has one unit accepted and done. May return before it is done; the tally is told when it is.
   * Called by many threads.
   */
  void submit(int unit) throws SQLException;

  /** Stops whatever works. */
  @Override
  void close();
}
