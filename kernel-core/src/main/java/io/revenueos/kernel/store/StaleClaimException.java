package io.revenueos.kernel.store;

import io.revenueos.kernel.error.UnavailableException;

/** Somebody else processed a claimed event in between; rolled back, and to be tried again. */
public final class StaleClaimException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public StaleClaimException(String message) {
    super(message);
  }
}
