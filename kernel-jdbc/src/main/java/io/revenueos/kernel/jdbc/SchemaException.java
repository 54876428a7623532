package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.KernelException;

/**
 * The database does not hold the schema this version of the kernel needs; the message says what.
 */
public final class SchemaException extends KernelException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super("schema_mismatch", message);
  }

  SchemaException(String message, Throwable cause) {
    super("schema_mismatch", message, cause);
  }
}
