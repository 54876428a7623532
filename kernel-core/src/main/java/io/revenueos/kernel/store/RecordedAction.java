package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action as it stands in the database; its cause is its decision.
 *
 * @param result what came of it, or what it waits for
 * @param completedAtOrNull when it reached a final status, UTC; null before
 */
public record RecordedAction(
    ActionId id,
    DecisionId decisionId,
    KernelAction action,
    ActionStatus status,
    JsonObject result,
    @Nullable Instant completedAtOrNull) {

  public Optional<Instant> completedAt() {
    return Optional.ofNullable(completedAtOrNull);
  }
}
