package io.revenueos.kernel;

import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.store.RecordedDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the guards' verdict out of a processed event. */
final class Verdicts {
  private static final Logger log = LoggerFactory.getLogger(Verdicts.class);

  private Verdicts() {}

  /** See {@link Kernel#guard}. */
  static GuardVerdict on(KernelEvent asked, ProcessedEvent processed) {
    if (processed.duplicate() && !sameQuestion(asked, processed.event())) {
      log.warn(
          "guard on {}: event {} has the same idempotency key and asked something else; blocked",
          asked.type(),
          processed.eventId());
      return GuardVerdict.conflictingDuplicate(processed.eventId());
    }
    if (processed.status() != EventStatus.COMPLETED) {
      throw new EventFailedException(
          processed.eventId(), processed.status(), processed.error().orElse("no error recorded"));
    }
    return GuardVerdict.strictest(
        processed.eventId(),
        asked.type(),
        processed.decisions().stream().map(RecordedDecision::decision).toList());
  }

  private static boolean sameQuestion(KernelEvent asked, RecordedEvent first) {
    return asked.scope().equals(first.event().scope())
        && asked.type().equals(first.event().type())
        && asked.source().equals(first.event().source())
        && asked.entity().equals(first.event().entity())
        && asked.payload().equals(first.event().payload());
  }
}
