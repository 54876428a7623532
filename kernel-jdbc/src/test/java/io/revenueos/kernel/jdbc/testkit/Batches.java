package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.BatchRecord.Retry;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.NewAction;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.store.NewEffect;
import java.time.Instant;
import java.util.List;

/** Batches most parts of which are empty. */
public final class Batches {
  private Batches() {}

  public static BatchRecord decided(List<NewDecision> decisions, List<NewAction> actions) {
    return new BatchRecord(
        decisions, actions, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of());
  }

  public static BatchRecord effects(NewEffect... effects) {
    return new BatchRecord(
        List.of(),
        List.of(),
        List.of(effects),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public static BatchRecord completed(List<RecordedEvent> events) {
    return new BatchRecord(
        List.of(), List.of(), List.of(), List.of(), events, List.of(), List.of(), List.of(),
        List.of());
  }

  /** Failed for the first time. */
  public static BatchRecord failed(RecordedEvent event, Instant dueAt) {
    return new BatchRecord(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Retry(event, 1, dueAt)),
        List.of(),
        List.of(),
        List.of());
  }

  public static BatchRecord buried(RecordedEvent event, DeadLetter letter, Attempt attempt) {
    return new BatchRecord(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(event),
        List.of(letter),
        List.of(attempt));
  }
}
