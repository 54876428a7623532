package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Task;
import java.util.Set;

/**
 * Writes a task for a person. Parameters, all optional: {@code title} (default: the reason's text),
 * {@code description}, {@code due_in_hours} (default 24; 0 means now).
 */
final class TaskHandler implements ActionHandler {
  private static final String DEFAULT_DUE_IN_HOURS = "24";

  @Override
  public Set<ActionType> types() {
    return Set.of(ActionType.TASK_CREATE, ActionType.FOLLOW_UP);
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    return Outcome.completed(
        new Task(
            Targets.linked(action, context),
            context.effectKey(action),
            action.parameters().text("title").orElse(action.reason().text()),
            action.parameters().text("description").orElse(""),
            context.now().plus(Hours.of(action.parameters(), "due_in_hours", DEFAULT_DUE_IN_HOURS)),
            action.severity() == Severity.INFO ? Task.Priority.MEDIUM : Task.Priority.HIGH));
  }
}
