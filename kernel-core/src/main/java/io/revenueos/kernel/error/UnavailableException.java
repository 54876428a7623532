package io.revenueos.kernel.error;

/**
 * The store could not do its work just now (connection lost, lock not granted, database
 * restarting). The transaction was rolled back, unless the connection was lost while it was being
 * committed: then all of it may be there. Either way the same call may be repeated, because events
 * are idempotent.
 */
public class UnavailableException extends KernelException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, Throwable cause) {
    super("store_unavailable", message, cause);
  }

  public UnavailableException(String message) {
    super("store_unavailable", message);
  }
}
