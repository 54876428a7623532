package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.StoreException;

/**
 * The database refused a statement for a reason that trying again cannot help. The transaction was
 * rolled back.
 */
public final class JdbcStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  JdbcStoreException(String sqlState, String message, Throwable cause) {
    super("store_failed", message, cause);
    this.sqlState = sqlState;
  }

  /** The five-character SQLSTATE; empty when the driver gave none. */
  public String sqlState() {
    return sqlState;
  }

  @Override
  public boolean isTheStoresOwnFault() {
    return SqlErrors.isFaultOfDatabase(sqlState);
  }
}
