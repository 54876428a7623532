package io.revenueos.kernel.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * The states by which H2 says that a connection is gone. The pool does not know them and would hand
 * the connection out again.
 */
final class DeadConnections implements SQLExceptionOverride {
  // Connection broken, database closed, database called while closing.
  private static final Set<String> GONE = Set.of("90067", "90098", "90121");

  // Qualified: the interface has an Override of its own.
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    return GONE.contains(String.valueOf(failure.getSQLState()))
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
