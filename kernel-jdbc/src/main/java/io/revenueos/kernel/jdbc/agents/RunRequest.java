package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an agent was to do.
 *
 * @param module the module's id
 * @param agent as settings and budgets name it: {@code deal_reviewer}
 * @param mode what of the module's manifest was asked for
 * @param correlationOrNull the flow that it is part of
 * @param actionOrNull the action that asked for it
 */
public record RunRequest(
    String module,
    String agent,
    String mode,
    JsonObject input,
    @Nullable CorrelationId correlationOrNull,
    @Nullable ActionId actionOrNull) {}
