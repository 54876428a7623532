package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.json.JsonObject;
import java.util.Set;

/** Actions whose record is their whole effect: the host reads them, nothing else happens. */
final class MarkerHandler implements ActionHandler {
  @Override
  public Set<ActionType> types() {
    return Set.of(ActionType.NOOP, ActionType.BLOCK_DISCOUNT, ActionType.REQUIRE_OVERRIDE);
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    return Outcome.completed(JsonObject.of("effect", "recorded"));
  }
}
