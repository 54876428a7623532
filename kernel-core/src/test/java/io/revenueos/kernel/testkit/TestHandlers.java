package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Handlers for one action type each. */
public final class TestHandlers {
  /** A type that no built-in handler serves. */
  public static final ActionType TYPE = new ActionType("TEST_ACTION");

  private TestHandlers() {}

  public static ActionHandler handling(
      ActionType type, BiFunction<KernelAction, ActionContext, Outcome> handler) {
    return new ActionHandler() {
      @Override
      public Set<ActionType> types() {
        return Set.of(type);
      }

      @Override
      public Outcome handle(KernelAction action, ActionContext context) {
        return handler.apply(action, context);
      }
    };
  }

  /** Serves {@link #TYPE} by emitting one follow-up event, made from the one that is handled. */
  public static ActionHandler emitting(Function<KernelEvent, KernelEvent> next) {
    return handling(
        TYPE,
        (action, context) ->
            new Outcome.Completed(
                JsonObject.empty(), List.of(), List.of(next.apply(context.event()))));
  }

  /** A task about {@link TestPolicies#DEAL}, for a handler to leave behind under a key. */
  public static Task task(String idempotencyKey) {
    return new Task(
        new RowTarget(TestPolicies.DEAL, null),
        idempotencyKey,
        "Call",
        "",
        Instant.EPOCH,
        Task.Priority.LOW);
  }

  /** Serves {@link #TYPE} by throwing an {@link IllegalStateException} with this message. */
  public static ActionHandler failing(String message) {
    return handling(
        TYPE,
        (action, context) -> {
          throw new IllegalStateException(message);
        });
  }
}
