package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.CorrelationId;
import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is to do.
 *
 * @param module the module's id
 * @param mode what of the module's manifest was asked for
 * @param correlationOrNull the flow that it is part of
 * @param actionOrNull the action that asked for it
 */
public record NewRun(
    String module,
    String agent,
    String mode,
    JsonObject input,
    @Nullable CorrelationId correlationOrNull,
    @Nullable ActionId actionOrNull) {
  private static final int MAX_LENGTH = 200;

  /** A run on its own. */
  public static NewRun of(String module, String agent, String mode, JsonObject input) {
    return new NewRun(module, agent, mode, input, null, null);
  }

  public NewRun correlatedBy(CorrelationId correlation) {
    return new NewRun(module, agent, mode, input, correlation, actionOrNull);
  }

  public NewRun causedBy(ActionId action) {
    return new NewRun(module, agent, mode, input, correlationOrNull, action);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_run");
    checkModule(module);
    check.name("agent", agent, MAX_LENGTH);
    check.name("mode", mode, MAX_LENGTH);
    check.json("input", input);
  }

  static void checkModule(String module) {
    new RowCheck("invalid_run").name("module_id", module, MAX_LENGTH);
  }
}
