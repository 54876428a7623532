package io.revenueos.kernel.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What retention may remove.
 *
 * @param completedBeforeOrNull completed events recorded before this (UTC), with their decisions
 *     and actions; null keeps them all
 * @param deadBeforeOrNull events that died before this, and completed events with an action that
 *     did; null keeps them all
 * @param limit at most so many events; at least 1
 */
public record Pruning(
    @Nullable Instant completedBeforeOrNull, @Nullable Instant deadBeforeOrNull, int limit) {
  public Pruning {
    Limits.check(limit);
  }
}
