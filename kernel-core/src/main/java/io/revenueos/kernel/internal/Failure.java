package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.StoreException;
import io.revenueos.kernel.store.WorkItem;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a failed attempt at an event comes to: another one later, or its end.
 *
 * @param dueAt when it is tried again; meaningless with a letter
 * @param letterOrNull when it is dead
 */
record Failure(
    RecordedEvent event, Attempt attempt, Instant dueAt, @Nullable DeadLetter letterOrNull) {
  static final int MAX_ERROR_LENGTH = 2_000;

  static Failure of(
      RecordedEvent event, int attemptsBefore, Throwable thrown, KernelSettings settings) {
    Instant now = settings.now();
    String error = error(thrown);
    int made = attemptsBefore + 1;
    WorkItem item = WorkItem.of(event.id());
    Reason death = deathBy(thrown, made, settings.retry(), error);
    return new Failure(
        event,
        new Attempt(item, made, now, settings.node(), error),
        now.plus(settings.retry().delayAfter(made, ThreadLocalRandom.current().nextDouble())),
        death == null ? null : new DeadLetter(item, made, death, now, null));
  }

  /** Null while it may be tried again. */
  static @Nullable Reason deathBy(Throwable thrown, int made, RetryPolicy retry, String error) {
    if (thrown instanceof StoreException refused && refused.isTheStoresOwnFault()) {
      return null;
    }
    if (thrown instanceof DoNotRetryException meant) {
      return new Reason(meant.code(), error);
    }
    return retry.exhaustedAfter(made) ? new Reason("attempts_exhausted", error) : null;
  }

  static String error(Throwable thrown) {
    return Text.sanitized(ProcessingFailure.summary(thrown), MAX_ERROR_LENGTH);
  }

  BatchRecord.Retry retry() {
    return new BatchRecord.Retry(event, attempt.number(), dueAt);
  }
}
