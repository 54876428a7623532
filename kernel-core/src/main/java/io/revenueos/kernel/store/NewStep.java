package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import java.time.Instant;

/**
 * An action about to be left to a worker, outside its event's transaction.
 *
 * @param module whose policy asked for it; empty for a policy outside any module
 * @param dueAt not before; UTC
 */
public record NewStep(ActionId actionId, ActionType type, String module, Instant dueAt) {}
