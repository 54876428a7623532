package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.error.InvalidInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /**
   * The host's and its modules', and those that come along for types that none of them serves.
   *
   * @throws InvalidInputException when two of the first serve a type
   */
  public static Handlers of(
      List<ActionHandler> own, List<StepHandler> ownSteps, List<ActionHandler> builtIn) {
    Map<ActionType, ActionHandler> transactional = new HashMap<>();
    Map<ActionType, Step> steps = new HashMap<>();
    Set<ActionType> taken = new HashSet<>();
    for (ActionHandler handler : own) {
      register(transactional, taken, handler.types(), handler);
    }
    for (StepHandler handler : ownSteps) {
      register(steps, taken, handler.types(), Step.of(handler));
    }
    for (ActionHandler handler : builtIn) {
      handler.types().stream()
          .filter(type -> !taken.contains(type))
          .forEach(type -> transactional.put(type, handler));
    }
    return new Handlers(transactional, steps);
  }

  private static <H> void register(
      Map<ActionType, H> byType, Set<ActionType> taken, Set<ActionType> types, H handler) {
    for (ActionType type : types) {
      if (!taken.add(type)) {
        throw new InvalidInputException(
            "invalid_configuration",
            "handler",
            "two handlers for %s; one may serve a type".formatted(type));
      }
      byType.put(type, handler);
    }
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
