package io.revenueos.kernel.jdbc.secret;

import io.revenueos.kernel.error.KernelException;

/** A stored secret cannot be read: the message says why, and never what stands there. */
public final class SecretException extends KernelException {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super("unreadable_secret", message);
  }
}
