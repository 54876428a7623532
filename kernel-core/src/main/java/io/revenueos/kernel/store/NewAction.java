package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;

/** An action about to be recorded, with the status it starts in. */
public record NewAction(
    ActionId id,
    DecisionId decisionId,
    RecordedEvent event,
    KernelAction action,
    ActionStatus status,
    JsonObject result) {}
