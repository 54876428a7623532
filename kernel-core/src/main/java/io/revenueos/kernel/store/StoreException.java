package io.revenueos.kernel.store;

import io.revenueos.kernel.error.KernelException;

/** The store refused what it was asked for. The transaction was rolled back. */
public abstract class StoreException extends KernelException {
  private static final long serialVersionUID = 1L;

  protected StoreException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }

  /**
   * Whether that says more about the store than about what was to be stored: a right is missing, a
   * table, a column. Somebody has to mend it, and then the same goes well; no event dies of it.
   */
  public abstract boolean isTheStoresOwnFault();
}
