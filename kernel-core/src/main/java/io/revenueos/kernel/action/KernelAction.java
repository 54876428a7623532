package io.revenueos.kernel.action;

import io.revenueos.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a policy asks to be done. A value: only the dispatcher turns it into an effect. */
public record KernelAction(
    ActionType type,
    Target target,
    Reason reason,
    Severity severity,
    Execution execution,
    JsonObject parameters) {

  /** An automatic action of severity {@link Severity#INFO}, without parameters. */
  public static KernelAction of(ActionType type, Target target, Reason reason) {
    return new KernelAction(
        type, target, reason, Severity.INFO, Execution.AUTOMATIC, JsonObject.empty());
  }

  public KernelAction severity(Severity newSeverity) {
    return new KernelAction(type, target, reason, newSeverity, execution, parameters);
  }

  public KernelAction execution(Execution newExecution) {
    return new KernelAction(type, target, reason, severity, newExecution, parameters);
  }

  /** Adds one parameter; values as in {@link JsonObject#of(java.util.Map)}. */
  public KernelAction with(String key, @Nullable Object value) {
    return new KernelAction(type, target, reason, severity, execution, parameters.with(key, value));
  }
}
