package io.revenueos.kernel.policy;

import io.revenueos.kernel.error.KernelException;

/** A policy threw. Its event is rolled back, tried again, and never taken for a yes. */
public final class PolicyFailedException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final transient PolicyName policy;

  PolicyFailedException(PolicyName policy, Throwable cause) {
    super("policy_failed", "policy %s failed: %s".formatted(policy, cause), cause);
    this.policy = policy;
  }

  public PolicyName policy() {
    return policy;
  }
}
