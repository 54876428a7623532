package io.revenueos.cro;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Task.Priority;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes the recommendation that {@link RevenueMovePolicy} decided on. */
final class RevenueMoveHandler implements ActionHandler {
  @Override
  public Set<ActionType> types() {
    return Set.of(RevenueMovePolicy.RECOMMEND);
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    RowTarget target =
        new RowTarget(
            action.target(),
            context.directory().find(action.target()).map(Directory.Entry::rowId).orElse(null));
    return Outcome.completed(
        new Recommendation(
            target,
            context.effectKey(action),
            Recommendation.Kind.valueOf(word(action, "rec_type").orElse("CLOSE_DEAL")),
            Priority.valueOf(word(action, "priority").orElse("MEDIUM")),
            action.parameters().text("title").orElse(action.reason().text()),
            action.parameters().text("description").orElse("")));
  }

  private static Optional<String> word(KernelAction action, String parameter) {
    return action.parameters().text(parameter).map(text -> text.toUpperCase(Locale.ROOT));
  }
}
