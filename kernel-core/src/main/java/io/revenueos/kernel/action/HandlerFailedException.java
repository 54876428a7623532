package io.revenueos.kernel.action;

import io.revenueos.kernel.error.KernelException;

/** A handler threw. What it was called for is rolled back and can be tried again. */
public final class HandlerFailedException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final transient ActionType actionType;

  public HandlerFailedException(ActionType actionType, Throwable cause) {
    super("handler_failed", "the handler of %s failed: %s".formatted(actionType, cause), cause);
    this.actionType = actionType;
  }

  public ActionType actionType() {
    return actionType;
  }
}
