package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.event.RecordedEvent;

/** An effect about to be written, with the action that causes it and that action's event. */
public record NewEffect(ActionId actionId, RecordedEvent event, Effect effect) {}
