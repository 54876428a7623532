package io.revenueos.kernel;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.DecisionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.internal.EventProcessor.Standing;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads an event with what came of it, in one transaction. */
final class Explainer {
  private final KernelTransaction transaction;

  Explainer(KernelTransaction transaction) {
    this.transaction = transaction;
  }

  /** See {@link Kernel#explain}. */
  Optional<Explanation> explain(EventId asked) {
    return transaction
        .events()
        .find(asked)
        .map(event -> new Explanation(asked, node(rootOf(event))));
  }

  /** See {@link Kernel#replay}. */
  List<Replay> replay(EventId asked, PolicyEngine engine) {
    return transaction.events().find(asked).stream()
        .flatMap(
            event ->
                transaction.journal().decisions(asked).stream()
                    .map(decision -> replay(event, decision, engine)))
        .toList();
  }

  private static Replay replay(
      RecordedEvent event, RecordedDecision recorded, PolicyEngine engine) {
    return new Replay(
        recorded,
        engine
            .policy(recorded.decision().rule())
            .map(policy -> PolicyEngine.recompute(policy, event.event(), recorded.decision()))
            .orElse(null));
  }

  private RecordedEvent rootOf(RecordedEvent event) {
    RecordedEvent root = event;
    for (Optional<RecordedEvent> cause = causeOf(root); cause.isPresent(); cause = causeOf(root)) {
      root = cause.get();
    }
    return root;
  }

  private Optional<RecordedEvent> causeOf(RecordedEvent event) {
    return event
        .causation()
        .map(causation -> new ActionId(causation.actionId()))
        .flatMap(transaction.events()::ofAction);
  }

  private EventNode node(RecordedEvent event) {
    Standing standing = Standing.of(transaction, event);
    return new EventNode(
        event,
        standing.status(),
        standing.attempts(),
        standing.errorOrNull(),
        transaction.journal().decisions(event.id()).stream().map(this::node).toList());
  }

  private DecisionNode node(RecordedDecision decision) {
    List<ActionId> ids = decision.actions().stream().map(RecordedAction::id).toList();
    Map<ActionId, List<RecordedEffect>> effects =
        transaction.journal().effects(ids).stream()
            .collect(Collectors.groupingBy(RecordedEffect::actionId));
    return new DecisionNode(
        decision,
        decision.actions().stream()
            .map(
                action ->
                    new ActionNode(
                        action,
                        effects.getOrDefault(action.id(), List.of()),
                        transaction.events().causedBy(action.id()).stream()
                            .map(this::node)
                            .toList()))
            .toList());
  }
}
