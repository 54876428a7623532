package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who serves which type of action. A type is in at most one of the two maps.
 *
 * @param transactional called inside the transaction of the action's event
 * @param steps called by a worker, outside any transaction
 */
public record Handlers(Map<ActionType, ActionHandler> transactional, Map<ActionType, Step> steps) {
  /** A handler with the options it gave when it was asked. */
  public record Step(StepHandler handler, StepOptions options) {
    public static Step of(StepHandler handler) {
      return new Step(handler, handler.options());
    }
  }

  public Handlers {
    transactional = Map.copyOf(transactional);
    steps = Map.copyOf(steps);
  }

  public boolean handle(ActionType type) {
    return transactional.containsKey(type) || steps.containsKey(type);
  }

  @Nullable ActionHandler transactional(ActionType type) {
    return transactional.get(type);
  }

  @Nullable Step step(ActionType type) {
    return steps.get(type);
  }

  /** The types that are served; the caller's own copy. */
  public Set<ActionType> types() {
    Set<ActionType> all = new HashSet<>(transactional.keySet());
    all.addAll(steps.keySet());
    return all;
  }
}
