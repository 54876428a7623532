package io.revenueos.cli.terminal;

/** Whoever read standard output has stopped reading, as {@code head} does. Not an error. */
public final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputClosedException() {
    super("standard output was closed", null, false, false);
  }
}
