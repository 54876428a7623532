package io.revenueos.kernel.internal;

import io.revenueos.kernel.policy.KernelDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is being processed, with what its policies decided.
 *
 * @param thrownOrNull what a policy threw; there are no decisions then
 */
record Draft(
    BatchProcessor.Item item, List<KernelDecision> decisions, @Nullable Throwable thrownOrNull) {
  int actionCount() {
    int count = 0;
    for (KernelDecision decision : decisions) {
      count += decision.actions().size();
    }
    return count;
  }
}
