package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.KernelException;

/** A run cannot come to an answer, and trying it again would be the same. */
final class AgentFailure extends KernelException {
  private static final long serialVersionUID = 1L;

  AgentFailure(String code, String message) {
    super(code, message);
  }
}
