package io.revenueos.kernel.store;

import io.revenueos.kernel.error.UnavailableException;

/**
 * Not everything was as a batch expected: somebody else has processed a claimed event, or had the
 * same effect. To be rolled back, and done again.
 */
public final class StaleClaimException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public StaleClaimException(String message) {
    super(message);
  }

  public StaleClaimException(String message, Throwable cause) {
    super(message, cause);
  }
}
