package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The only place that has effects. It records decisions, asks the handlers what their actions come
 * to, and writes status, effects and follow-up events in the transaction it is given. Stateless.
 */
final class Dispatcher {
  /** A chain of events causing events that grows longer than this is a loop. */
  static final int MAX_CAUSAL_DEPTH = 16;

  private static final JsonObject ALREADY_THERE =
      result(new Reason("effect_already_there", "an earlier action had this effect"));

  private final Map<ActionType, ActionHandler> handlers;
  private final PayloadLimit payloadLimit;

  Dispatcher(Map<ActionType, ActionHandler> handlers, PayloadLimit payloadLimit) {
    this.handlers = Map.copyOf(handlers);
    this.payloadLimit = payloadLimit;
  }

  boolean handles(ActionType type) {
    return handlers.containsKey(type);
  }

  /** What an action comes to before it is written. */
  private record Answered(
      ActionStatus status, JsonObject result, List<Effect> effects, List<KernelEvent> events) {
    static Answered without(ActionStatus status, JsonObject result) {
      return new Answered(status, result, List.of(), List.of());
    }
  }

  /**
   * What was recorded.
   *
   * @param followUps events that were emitted: accepted, still to be processed
   */
  record Dispatched(List<RecordedDecision> decisions, List<EventId> followUps) {}

  /** Records decisions and carries out their actions. */
  Dispatched dispatch(
      KernelTransaction transaction,
      RecordedEvent event,
      List<KernelDecision> decisions,
      Instant now) {
    List<DecisionId> decisionIds = transaction.recordDecisions(event, decisions, now);
    ActionContext context = new ActionContext(event.id(), event.event(), now, transaction);
    List<Answered> answers = new ArrayList<>();
    List<NewAction> actions = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      for (KernelAction action : decisions.get(i).actions()) {
        Answered answered = answer(action, decisions.get(i), context);
        answers.add(answered);
        actions.add(
            new NewAction(decisionIds.get(i), action, answered.status(), answered.result()));
      }
    }
    List<ActionId> actionIds =
        actions.isEmpty() ? List.of() : transaction.recordActions(event, actions, now);
    Written written = write(transaction, event, actionIds, answers, now);
    List<RecordedDecision> recorded = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      DecisionId id = decisionIds.get(i);
      List<RecordedAction> own =
          IntStream.range(0, actions.size())
              .filter(n -> actions.get(n).decisionId().equals(id))
              .mapToObj(n -> recorded(actionIds.get(n), actions.get(n), written, now))
              .toList();
      recorded.add(new RecordedDecision(id, event.id(), decisions.get(i), now, own));
    }
    return new Dispatched(recorded, written.followUps());
  }

  private static RecordedAction recorded(
      ActionId id, NewAction action, Written written, Instant now) {
    boolean repeated = written.repeated().contains(id);
    ActionStatus status = repeated ? ActionStatus.SKIPPED : action.status();
    return new RecordedAction(
        id,
        action.decisionId(),
        action.action(),
        status,
        repeated ? ALREADY_THERE : action.result(),
        status == ActionStatus.PENDING ? null : now);
  }

  /**
   * Carries out one action that has been waiting for its go-ahead.
   *
   * @param note kept with the result: who gave it
   * @return the follow-up events, accepted and still to be processed
   */
  List<EventId> release(
      KernelTransaction transaction,
      RecordedEvent event,
      ActionId id,
      KernelAction action,
      JsonObject note,
      Instant now) {
    ActionContext context = new ActionContext(event.id(), event.event(), now, transaction);
    Answered answered = handle(action, context);
    transaction.updateAction(id, answered.status(), answered.result().withAll(note), now);
    Written written = write(transaction, event, List.of(id), List.of(answered), now);
    if (written.repeated().contains(id)) {
      transaction.updateAction(id, ActionStatus.SKIPPED, ALREADY_THERE.withAll(note), now);
    }
    return written.followUps();
  }

  private Answered answer(KernelAction action, KernelDecision decision, ActionContext context) {
    if (!decision.enforced()) {
      return Answered.without(ActionStatus.LOGGED, JsonObject.of("mode", decision.mode().stored()));
    }
    return switch (action.execution()) {
      case AUTOMATIC -> handle(action, context);
      case AFTER_APPROVAL -> waiting("approval");
      case AFTER_OVERRIDE -> waiting("override");
    };
  }

  private static Answered waiting(String what) {
    return Answered.without(ActionStatus.PENDING, JsonObject.of("waiting_for", what));
  }

  private Answered handle(KernelAction action, ActionContext context) {
    ActionHandler handler = handlers.get(action.type());
    if (handler == null) {
      return Answered.without(
          ActionStatus.SKIPPED,
          result(new Reason("no_handler", "no handler is registered for " + action.type())));
    }
    Outcome outcome = ask(handler, action, context);
    if (outcome instanceof Outcome.Skipped skipped) {
      return Answered.without(ActionStatus.SKIPPED, result(skipped.reason()));
    } else if (outcome instanceof Outcome.Dead dead) {
      return Answered.without(ActionStatus.DEAD, result(dead.reason()));
    }
    Outcome.Completed completed = (Outcome.Completed) outcome;
    return new Answered(
        ActionStatus.COMPLETED, completed.result(), completed.effects(), completed.events());
  }

  private static Outcome ask(ActionHandler handler, KernelAction action, ActionContext context) {
    try {
      return handler.handle(action, context);
    } catch (UnavailableException tryAgain) {
      throw tryAgain;
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      throw new HandlerFailedException(action.type(), failure);
    }
  }

  private static JsonObject result(Reason reason) {
    return JsonObject.of("reason_code", reason.code()).with("reason_text", reason.text());
  }

  private record Written(Set<ActionId> repeated, List<EventId> followUps) {}

  private Written write(
      KernelTransaction transaction,
      RecordedEvent event,
      List<ActionId> ids,
      List<Answered> answers,
      Instant now) {
    List<NewEffect> effects = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      for (Effect effect : answers.get(i).effects()) {
        effects.add(new NewEffect(ids.get(i), effect));
      }
    }
    Set<ActionId> repeated =
        effects.isEmpty() ? Set.of() : transaction.writeEffects(event, effects, now);
    List<EventId> followUps = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (repeated.contains(ids.get(i))) {
        transaction.updateAction(ids.get(i), ActionStatus.SKIPPED, ALREADY_THERE, now);
      } else {
        for (KernelEvent followUp : answers.get(i).events()) {
          emit(transaction, event, ids.get(i), followUp, now).ifPresent(followUps::add);
        }
      }
    }
    return new Written(repeated, followUps);
  }

  private Optional<EventId> emit(
      KernelTransaction transaction,
      RecordedEvent cause,
      ActionId action,
      KernelEvent followUp,
      Instant now) {
    int depth = cause.causalDepth() + 1;
    if (depth > MAX_CAUSAL_DEPTH) {
      throw new IllegalStateException(
          "a chain of more than %d events that cause each other is a loop; the next would be %s"
              .formatted(MAX_CAUSAL_DEPTH, followUp.type()));
    }
    payloadLimit.check(followUp);
    Receipt receipt = transaction.append(followUp, now, new Causation(action.value(), depth));
    if (receipt.duplicate()) {
      return Optional.empty();
    }
    transaction.enqueue(QueueEntry.pending(receipt.eventId()), now);
    return Optional.of(receipt.eventId());
  }

  /** Whether an action of this kind waits for a person before anything happens. */
  static boolean waits(KernelAction action) {
    return action.execution() != Execution.AUTOMATIC;
  }
}
