package io.revenueos.kernel.openai;

/** No whole answer came. Its message says why and quotes nothing that the other side sent. */
final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallFailedException(String message) {
    super(message);
  }
}
