package io.revenueos.kernel.error;

/**
 * The store could not do its work just now (connection lost, lock not granted, database
 * restarting). The transaction was rolled back; the same call may succeed later, and repeating it
 * is safe because events are idempotent.
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
