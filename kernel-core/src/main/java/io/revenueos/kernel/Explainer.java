package io.revenueos.kernel;

import io.revenueos.kernel.Explanation.ActionNode;
import io.revenueos.kernel.Explanation.DecisionNode;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the causal chain of an event, in one transaction. */
final class Explainer {
  private final KernelTransaction transaction;

  Explainer(KernelTransaction transaction) {
    this.transaction = transaction;
  }

  Optional<Explanation> explain(EventId asked) {
    return transaction.event(asked).map(event -> new Explanation(asked, node(rootOf(event))));
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
        .flatMap(transaction::eventOf);
  }

  private EventNode node(RecordedEvent event) {
    Optional<QueueEntry> queued = transaction.queued(event.id());
    return new EventNode(
        event,
        queued.map(QueueEntry::status).orElse(EventStatus.COMPLETED),
        queued.map(QueueEntry::attempts).orElse(0),
        queued.flatMap(QueueEntry::lastError).orElse(null),
        transaction.decisions(event.id()).stream().map(this::node).toList());
  }

  private DecisionNode node(RecordedDecision decision) {
    List<ActionId> ids = decision.actions().stream().map(RecordedAction::id).toList();
    Map<ActionId, List<RecordedEffect>> effects =
        transaction.effects(ids).stream().collect(Collectors.groupingBy(RecordedEffect::actionId));
    return new DecisionNode(
        decision,
        decision.actions().stream()
            .map(
                action ->
                    new ActionNode(
                        action,
                        effects.getOrDefault(action.id(), List.of()),
                        transaction.eventsCausedBy(action.id()).stream().map(this::node).toList()))
            .toList());
  }
}
