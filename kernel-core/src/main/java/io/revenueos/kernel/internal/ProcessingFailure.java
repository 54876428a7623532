package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.KernelException;

/** Carries what a policy or a handler threw out of the transaction that it spoiled. */
final class ProcessingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable thrown;

  ProcessingFailure(Throwable thrown) {
    super(thrown.getMessage(), thrown, false, false);
    this.thrown = thrown;
  }

  Throwable thrown() {
    return thrown;
  }

  /**
   * What is kept of an exception: it and its deepest cause, without stack traces. A cause of the
   * kernel's own that says the same again is left out.
   */
  static String summary(Throwable thrown) {
    Throwable deepest = thrown;
    for (int links = 0; deepest.getCause() != null && links < 20; links++) {
      deepest = deepest.getCause();
    }
    String own = thrown.getMessage() == null ? "" : thrown.getMessage();
    String root = deepest.toString();
    if (own.isEmpty()) {
      return root;
    }
    boolean saysTheSame =
        deepest instanceof KernelException known
            && own.contains(String.valueOf(known.getMessage()));
    return saysTheSame || own.contains(root) ? own : own + " (" + root + ")";
  }
}
