package io.revenueos.kernel.openai;

/** The thread was interrupted while it waited; openai-java passes no checked exception on. */
final class CallInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallInterruptedException() {
    super("interrupted");
  }
}
