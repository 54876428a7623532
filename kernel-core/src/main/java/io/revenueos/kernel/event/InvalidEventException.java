package io.revenueos.kernel.event;

import io.revenueos.kernel.error.InvalidInputException;

/** An event breaks the contract. It was refused before anything was stored. */
public final class InvalidEventException extends InvalidInputException {
  public static final String CODE = "invalid_event";
  private static final long serialVersionUID = 1L;

  public InvalidEventException(String field, String problem) {
    super(CODE, field, problem);
  }
}
