package io.revenueos.kernel;

/** Carries what a policy or a handler threw out of the transaction that it spoiled. */
final class ProcessingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessingFailure(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }

  /** What is kept with the event: the exception and its deepest cause, without stack traces. */
  String summary() {
    Throwable deepest = this;
    for (int links = 0; deepest.getCause() != null && links < 20; links++) {
      deepest = deepest.getCause();
    }
    String own = getMessage() == null ? "" : getMessage();
    String root = deepest.toString();
    return own.contains(root) || own.isEmpty()
        ? (own.isEmpty() ? root : own)
        : own + " (" + root + ")";
  }
}
