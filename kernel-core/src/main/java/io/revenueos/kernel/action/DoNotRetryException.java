package io.revenueos.kernel.action;

import io.revenueos.kernel.error.KernelException;

/**
 * Thrown by a handler: it failed, and trying again cannot help. The action, or for a handler inside
 * the event's transaction the event, is dead at once.
 */
public class DoNotRetryException extends KernelException {
  private static final long serialVersionUID = 1L;

  /**
   * @param code a stable machine code, such as {@code authentication_failed}
   * @param message for people; it is kept with the action, so it must hold no secret
   */
  public DoNotRetryException(String code, String message) {
    super(code, message);
  }

  public DoNotRetryException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
