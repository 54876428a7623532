package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an action stands that was left to a worker. Final actions have no entry.
 *
 * @param attempts how many were begun, the one under way included
 * @param fence grows with every lease: who holds an older number has lost the action
 * @param dueAt not before; UTC
 * @param leaseOrNull null while nobody works on it
 */
public record StepEntry(
    ActionId actionId, int attempts, long fence, Instant dueAt, @Nullable Lease leaseOrNull) {

  /** Who works on it, and until when unless the lease is renewed (UTC). */
  public record Lease(String node, Instant until) {}

  public Optional<Lease> lease() {
    return Optional.ofNullable(leaseOrNull);
  }
}
