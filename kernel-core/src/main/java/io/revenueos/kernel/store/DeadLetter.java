package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an event or an action is dead. It stays until somebody retries it or retention removes it.
 *
 * @param attempts how many were made
 * @param reason the code is stable: {@code attempts_exhausted}, {@code missing_recipient}
 * @param diedAt UTC
 * @param discardOrNull null while nobody has said that it may stay dead
 */
public record DeadLetter(
    WorkItem item, int attempts, Reason reason, Instant diedAt, @Nullable Discard discardOrNull) {

  /** Who said that it may stay dead, and when (UTC). */
  public record Discard(String by, Instant at) {}

  public Optional<Discard> discard() {
    return Optional.ofNullable(discardOrNull);
  }
}
