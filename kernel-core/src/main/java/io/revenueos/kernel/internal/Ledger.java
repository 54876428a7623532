package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.store.NewEffect;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what a batch leaves behind, event by event. For one thread. */
final class Ledger {
  private final List<NewDecision> decisions = new ArrayList<>();
  private final List<NewAction> actions = new ArrayList<>();
  private final List<NewEffect> effects = new ArrayList<>();
  private final List<NewStep> steps = new ArrayList<>();
  private final List<RecordedEvent> completed = new ArrayList<>();
  private final List<BatchRecord.Retry> retries = new ArrayList<>();
  private final List<RecordedEvent> buried = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<FollowUp> followUps = new ArrayList<>();

  /** An event that an action emits, unless the action turns out to be a repetition. */
  private record FollowUp(ActionId action, Arrival arrival) {}

  void decided(DecisionId id, RecordedEvent event, KernelDecision decision) {
    decisions.add(new NewDecision(id, event, decision));
  }

  void acted(NewAction action, Answered answered, String module, Stamp stamp) {
    actions.add(action);
    ActionId id = action.id();
    RecordedEvent event = action.event();
    leaves(id, event, answered);
    if (answered.isStep()) {
      steps.add(new NewStep(id, action.action().type(), module, stamp.at()));
    }
    diedIfSaid(id, answered, 1, stamp);
  }

  /**
   * What a handler says is dead leaves an attempt, too, as what it throws does.
   *
   * @param made how many attempts there were
   */
  void diedIfSaid(ActionId id, Answered answered, int made, Stamp stamp) {
    WorkItem item = WorkItem.of(id);
    answered
        .death()
        .ifPresent(
            why -> {
              attempts.add(new Attempt(item, made, stamp.at(), stamp.node(), why.text()));
              letters.add(new DeadLetter(item, made, why, stamp.at(), null));
            });
  }

  /** The effects and events of an action that is recorded already. */
  void leaves(ActionId id, RecordedEvent event, Answered answered) {
    for (Effect effect : answered.effects()) {
      effects.add(new NewEffect(id, event, effect));
    }
    for (KernelEvent emitted : answered.events()) {
      Causation cause = new Causation(id.value(), event.causalDepth() + 1);
      KernelEvent traced =
          emitted.traceparent().isPresent()
              ? emitted
              : emitted.tracedBy(event.event().traceparentOrNull());
      followUps.add(new FollowUp(id, Arrival.causedBy(cause, traced)));
    }
  }

  void left(NewStep step) {
    steps.add(step);
  }

  void died(DeadLetter letter) {
    letters.add(letter);
  }

  void attempted(Attempt attempt) {
    attempts.add(attempt);
  }

  void completed(RecordedEvent event) {
    completed.add(event);
  }

  void failed(Failure failure) {
    attempts.add(failure.attempt());
    if (failure.letterOrNull() != null) {
      buried.add(failure.event());
      letters.add(failure.letterOrNull());
    } else {
      retries.add(failure.retry());
    }
  }

  /** Takes over what another ledger collected. */
  void addAll(Ledger other) {
    decisions.addAll(other.decisions);
    actions.addAll(other.actions);
    effects.addAll(other.effects);
    steps.addAll(other.steps);
    completed.addAll(other.completed);
    letters.addAll(other.letters);
    attempts.addAll(other.attempts);
    followUps.addAll(other.followUps);
  }

  BatchRecord record() {
    return new BatchRecord(
        decisions, actions, effects, steps, completed, retries, buried, letters, attempts);
  }

  /** The events to emit, but for those of repeated actions. */
  List<Arrival> arrivals(Set<ActionId> repeated) {
    List<Arrival> arrivals = new ArrayList<>(followUps.size());
    for (FollowUp followUp : followUps) {
      if (!repeated.contains(followUp.action())) {
        arrivals.add(followUp.arrival());
      }
    }
    return arrivals;
  }

  /** Whether nothing depends on what writing this comes to. */
  boolean isConclusive() {
    return followUps.isEmpty() && retries.isEmpty() && !isEmpty();
  }

  boolean isEmpty() {
    return Stream.of(decisions, actions, effects, steps, completed, retries, letters, attempts)
        .allMatch(List::isEmpty);
  }
}
