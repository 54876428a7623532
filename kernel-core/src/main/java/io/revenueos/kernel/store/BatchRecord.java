package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import java.time.Instant;
import java.util.List;

/**
 * Everything that processing a batch of events leaves behind, written together.
 *
 * @param decisions in the order of their ids
 * @param actions in the order of their ids
 * @param effects in the order of their actions
 * @param steps actions that were left to a worker; each is among {@code actions}, or was recorded
 *     before
 * @param completed events that leave the queue because they are completed
 * @param retries events that stay in the queue after a failed attempt
 * @param buried events that leave the queue because they are dead; each has one of the {@code
 *     letters}
 * @param letters dead events and dead actions
 * @param attempts the failed attempts behind {@code retries} and {@code letters}
 */
public record BatchRecord(
    List<NewDecision> decisions,
    List<NewAction> actions,
    List<NewEffect> effects,
    List<NewStep> steps,
    List<RecordedEvent> completed,
    List<Retry> retries,
    List<RecordedEvent> buried,
    List<DeadLetter> letters,
    List<Attempt> attempts) {

  /**
   * An event in the queue that will be tried again.
   *
   * @param attempts how many failed so far, this one included
   * @param dueAt not before; UTC
   */
  public record Retry(RecordedEvent event, int attempts, Instant dueAt) {
    public EventId eventId() {
      return event.id();
    }
  }

  public BatchRecord {
    decisions = List.copyOf(decisions);
    actions = List.copyOf(actions);
    effects = List.copyOf(effects);
    steps = List.copyOf(steps);
    completed = List.copyOf(completed);
    retries = List.copyOf(retries);
    buried = List.copyOf(buried);
    letters = List.copyOf(letters);
    attempts = List.copyOf(attempts);
  }
}
