package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;

/** An effect about to be written, with the action that causes it. */
public record NewEffect(ActionId actionId, Effect effect) {}
