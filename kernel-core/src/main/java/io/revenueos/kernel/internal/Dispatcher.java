package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.HandlerFailedException;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.KernelTransaction;
import java.util.Objects;

/**
 * Asks the handlers what actions come to. They answer with values: nothing has happened when it
 * returns. Stateless.
 */
public final class Dispatcher {
  /** A chain of events causing events that grows longer than this is a loop. */
  public static final int MAX_CAUSAL_DEPTH = 16;

  private final Handlers handlers;
  private final ModuleMap modules;
  private final PayloadLimit payloadLimit;

  public Dispatcher(Handlers handlers, ModuleMap modules, PayloadLimit payloadLimit) {
    this.handlers = handlers;
    this.modules = modules;
    this.payloadLimit = payloadLimit;
  }

  /** What an action of a decision comes to, as things stand. */
  Answered answer(
      KernelAction action, KernelDecision decision, ActionContext context, Standstill standstill) {
    if (!decision.enforced()) {
      return Answered.without(ActionStatus.LOGGED, JsonObject.of("mode", decision.mode().stored()));
    }
    return waits(action)
        ? waiting(action)
        : release(action, modules.moduleOf(decision.rule()), context, standstill);
  }

  /** What an action comes to that waits for a person. */
  static Answered waiting(KernelAction action) {
    return Answered.waiting(
        action.execution() == Execution.AFTER_OVERRIDE ? "override" : "approval");
  }

  /** What an action comes to that waits for nobody's go-ahead. */
  Answered release(
      KernelAction action, String module, ActionContext context, Standstill standstill) {
    if (!handlers.handle(action.type())) {
      return Answered.noHandler(action.type().name());
    }
    ActionHandler handler = handlers.transactional(action.type());
    if (handler == null) {
      return Answered.step("worker");
    }
    return standstill.holds(context.event().scope().tenant(), module, action.type())
        ? Answered.step("resume")
        : Answered.of(ask(handler, action, context));
  }

  /**
   * @throws HandlerFailedException when the handler throws
   * @throws DoNotRetryException when it says that trying again cannot help
   */
  static Outcome ask(ActionHandler handler, KernelAction action, ActionContext context) {
    try {
      return handler.handle(action, context);
    } catch (UnavailableException | DoNotRetryException meant) {
      throw meant;
      // Any: not every language makes a handler declare what it throws.
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      throw new HandlerFailedException(action.type(), failure);
    }
  }

  /** Checks what would otherwise fail when it is written, or be written about somebody else. */
  void checkFollowUps(KernelTransaction transaction, RecordedEvent cause, Answered answered) {
    for (KernelEvent followUp : answered.events()) {
      if (cause.causalDepth() + 1 > MAX_CAUSAL_DEPTH) {
        throw new IllegalStateException(
            "a chain of more than %d events that cause each other is a loop; the next would be %s"
                .formatted(MAX_CAUSAL_DEPTH, followUp.type()));
      }
      if (!followUp.scope().tenant().equals(cause.event().scope().tenant())) {
        throw new RefusedException(
            "wrong_tenant",
            "an event of tenant %s cannot cause one of tenant %s"
                .formatted(cause.event().scope().tenant(), followUp.scope().tenant()));
      }
      if (!Objects.equals(
          followUp.scope().workspaceOrNull(), cause.event().scope().workspaceOrNull())) {
        WorkspaceCheck.requireKnown(transaction, followUp.scope());
      }
      payloadLimit.check(followUp);
    }
  }

  /** Whether an action of this kind waits for a person before anything happens. */
  static boolean waits(KernelAction action) {
    return action.execution() != Execution.AUTOMATIC;
  }
}
