package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a {@link BatchRecord} of which most parts are empty. */
public final class Batch {
  private final List<NewDecision> decisions = new ArrayList<>();
  private final List<NewAction> actions = new ArrayList<>();
  private final List<NewEffect> effects = new ArrayList<>();
  private final List<NewStep> steps = new ArrayList<>();
  private final List<RecordedEvent> completed = new ArrayList<>();
  private final List<BatchRecord.Retry> retries = new ArrayList<>();
  private final List<RecordedEvent> buried = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();

  public static Batch empty() {
    return new Batch();
  }

  public Batch decision(NewDecision decision) {
    decisions.add(decision);
    return this;
  }

  public Batch action(NewAction action) {
    actions.add(action);
    return this;
  }

  public Batch effect(ActionId action, RecordedEvent event, Effect effect) {
    effects.add(new NewEffect(action, event, effect));
    return this;
  }

  public Batch step(NewStep step) {
    steps.add(step);
    return this;
  }

  public Batch completed(RecordedEvent event) {
    completed.add(event);
    return this;
  }

  public Batch retry(RecordedEvent event, int failed, Instant dueAt) {
    retries.add(new BatchRecord.Retry(event, failed, dueAt));
    return this;
  }

  public Batch buried(RecordedEvent event) {
    buried.add(event);
    return this;
  }

  public Batch letter(DeadLetter letter) {
    letters.add(letter);
    return this;
  }

  public Batch attempt(Attempt attempt) {
    attempts.add(attempt);
    return this;
  }

  public BatchRecord build() {
    return new BatchRecord(
        decisions, actions, effects, steps, completed, retries, buried, letters, attempts);
  }
}
