package io.revenueos.kernel;

import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.RecordedDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision beside the same policy's answer to the same event and facts, computed again.
 *
 * @param recomputedOrNull null when the policy is not registered with this kernel any more
 */
public record Replay(RecordedDecision recorded, @Nullable KernelDecision recomputedOrNull) {
  public Optional<KernelDecision> recomputed() {
    return Optional.ofNullable(recomputedOrNull);
  }

  /** Whether the policy still gives the recorded answer. */
  public boolean same() {
    return recorded.decision().equals(recomputedOrNull);
  }
}
