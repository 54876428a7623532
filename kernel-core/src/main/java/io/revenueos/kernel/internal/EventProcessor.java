package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Admission;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.store.Arrival.Placement;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes one event on the calling thread, in one transaction: append it, ask the policies,
 * dispatch the actions, commit. When a policy or a handler throws, that transaction leaves nothing
 * behind, and a second one records the event with its failed attempt. Stateless.
 */
public final class EventProcessor {
  private static final Logger log = LoggerFactory.getLogger(EventProcessor.class);

  private final KernelStore store;
  private final KernelSettings settings;
  private final Machinery machinery;

  public EventProcessor(Machinery machinery) {
    this.store = machinery.store();
    this.settings = machinery.settings();
    this.machinery = machinery;
  }

  /**
   * What became of an event.
   *
   * @param decisions with their actions; empty when it failed, or waits
   * @param errorOrNull what the last attempt failed with, when it is failed or dead
   */
  public record Result(
      RecordedEvent event,
      EventStatus status,
      boolean duplicate,
      List<RecordedDecision> decisions,
      @Nullable String errorOrNull) {}

  /** Whether a pause concerns what is asked. */
  public enum Urgency {
    /** What stands still is accepted, and waits. */
    OBEY_PAUSES,
    /** A question that needs its answer now; actions still wait. */
    ANSWER_NOW
  }

  /**
   * What one transaction came to.
   *
   * @param writtenOrNull null when nothing was processed
   */
  private record Step(Result result, @Nullable Processed writtenOrNull) {
    List<EventId> followUps() {
      return writtenOrNull == null ? List.of() : writtenOrNull.emitted();
    }
  }

  /** Accepts an event and processes it, and then whatever it caused. */
  public Result ingest(KernelEvent event, Urgency urgency) {
    Step step = attempt(Arrival.inHand(event), urgency);
    finish(event.scope(), step.followUps());
    return step.result();
  }

  /** As {@link #ingest}, for what an action proposes while it runs. */
  Result propose(KernelEvent event, Causation cause) {
    Step step = attempt(new Arrival(event, cause, Placement.IN_HAND), Urgency.OBEY_PAUSES);
    finish(event.scope(), step.followUps());
    return step.result();
  }

  /** Processes follow-up events, and theirs, each in its own transaction. */
  void finish(TenantScope scope, List<EventId> followUps) {
    Deque<EventId> due = new ArrayDeque<>(followUps);
    while (!due.isEmpty()) {
      EventId id = due.removeFirst();
      Optional<RecordedEvent> recorded =
          store.inTransaction(scope, transaction -> transaction.events().find(id));
      if (recorded.isPresent()) {
        due.addAll(
            attempt(Arrival.inHand(recorded.get().event()), Urgency.OBEY_PAUSES).followUps());
      }
    }
  }

  /** Records a failed attempt at an event that is in the queue. */
  void failed(RecordedEvent event, Throwable thrown) {
    recordFailure(Arrival.queued(event.event()), thrown);
  }

  private Step attempt(Arrival arrival, Urgency urgency) {
    KernelEvent event = arrival.event();
    long began = System.nanoTime();
    Standstill standstill = machinery.controls().current();
    boolean waits = urgency == Urgency.OBEY_PAUSES && standstill.holds(event);
    Step step;
    try {
      step =
          store.inTransaction(
              event.scope(),
              transaction ->
                  waits ? accept(transaction, arrival) : process(transaction, arrival, standstill));
    } catch (ProcessingFailure failure) {
      if (failure.thrown() instanceof UnavailableException tryAgain) {
        throw tryAgain;
      }
      Result failed = recordFailure(arrival, failure.thrown());
      log.warn(
          "event {} ({} of {}) failed: {}",
          failed.event().id(),
          event.type(),
          event.entity(),
          ProcessingFailure.summary(failure.thrown()));
      return new Step(failed, null);
    }
    report(event, step, began);
    return step;
  }

  /** Not of follow-up events: this thread processes them, and a worker would get in its way. */
  private void report(KernelEvent event, Step step, long began) {
    Processed written = step.writtenOrNull();
    if (written != null) {
      machinery.offerSteps(event.scope().tenant(), written);
      machinery.observers().committed(event.scope().tenant(), written, began);
    }
  }

  private Step accept(KernelTransaction transaction, Arrival arrival) {
    admit(transaction.tenant(), arrival.event().scope());
    Receipt receipt = append(transaction, arrival.placed(Placement.QUEUED));
    checkPlace(transaction, arrival, receipt);
    return new Step(asRecorded(transaction, receipt), null);
  }

  /** What is there already has been checked when it came. */
  private static void checkPlace(KernelTransaction transaction, Arrival arrival, Receipt receipt) {
    if (!receipt.duplicate()) {
      WorkspaceCheck.requireKnown(transaction, arrival.event().scope());
    }
  }

  private Step process(KernelTransaction transaction, Arrival arrival, Standstill standstill) {
    KernelEvent event = arrival.event();
    Optional<Tenant> tenant = transaction.tenant();
    admit(tenant, event.scope());
    Instant now = settings.now();
    Receipt receipt = transaction.events().append(List.of(arrival), now).get(0);
    checkPlace(transaction, arrival, receipt);
    RecordedEvent recorded =
        new RecordedEvent(receipt.eventId(), event, now, arrival.causationOrNull());
    boolean queued = false;
    int attempts = 0;
    if (receipt.duplicate()) {
      recorded = transaction.events().find(receipt.eventId()).orElseThrow();
      Optional<QueueEntry> entry = transaction.queue().lock(recorded);
      if (entry.isEmpty()) {
        return new Step(asRecorded(transaction, receipt), null);
      }
      queued = true;
      attempts = entry.get().attempts();
    }
    Processed written =
        process(
            transaction, tenant, new BatchProcessor.Item(recorded, attempts, queued), standstill);
    return new Step(
        new Result(
            recorded,
            EventStatus.COMPLETED,
            receipt.duplicate(),
            written.decisionsOf(recorded.id()),
            null),
        written);
  }

  /** What the store refuses to write fails the event as what a handler throws does. */
  private Processed process(
      KernelTransaction transaction,
      Optional<Tenant> tenant,
      BatchProcessor.Item item,
      Standstill standstill) {
    try {
      return machinery
          .batches()
          .process(transaction, tenant, List.of(item), standstill, Manner.ALONE);
    } catch (ProcessingFailure | UnavailableException known) {
      throw known;
    } catch (Exception refused) {
      throw new ProcessingFailure(refused);
    }
  }

  private Receipt append(KernelTransaction transaction, Arrival arrival) {
    return transaction.events().append(List.of(arrival), settings.now()).get(0);
  }

  private Result recordFailure(Arrival arrival, Throwable thrown) {
    KernelEvent event = arrival.event();
    long began = System.nanoTime();
    Step step =
        store.inTransaction(
            event.scope(),
            transaction -> {
              Receipt receipt = append(transaction, arrival.placed(Placement.QUEUED));
              RecordedEvent recorded = transaction.events().find(receipt.eventId()).orElseThrow();
              Optional<QueueEntry> before = transaction.queue().lock(recorded);
              if (before.isEmpty()) {
                // Somebody else finished it, or gave it up, between the two transactions.
                return new Step(asRecorded(transaction, receipt), null);
              }
              Ledger ledger = new Ledger();
              ledger.failed(Failure.of(recorded, before.get().attempts(), thrown, settings));
              Processed written = Manner.write(transaction, ledger, settings.now());
              return new Step(asRecorded(transaction, receipt), written);
            });
    report(event, step, began);
    return step.result();
  }

  private static Result asRecorded(KernelTransaction transaction, Receipt receipt) {
    RecordedEvent event = transaction.events().find(receipt.eventId()).orElseThrow();
    Standing standing = Standing.of(transaction, event);
    return new Result(
        event,
        standing.status(),
        receipt.duplicate(),
        transaction.journal().decisions(event.id()),
        standing.errorOrNull());
  }

  /** Where an event stands, put together from queue, dead letters and attempts. */
  public record Standing(EventStatus status, int attempts, @Nullable String errorOrNull) {
    public static Standing of(KernelTransaction transaction, RecordedEvent event) {
      WorkItem item = WorkItem.of(event.id());
      Optional<QueueEntry> queued = transaction.queue().find(event);
      if (queued.isEmpty()) {
        return transaction
            .deadLetters()
            .find(item)
            .map(l -> new Standing(EventStatus.DEAD, l.attempts(), l.reason().text()))
            .orElseGet(() -> new Standing(EventStatus.COMPLETED, 0, null));
      }
      int attempts = queued.get().attempts();
      return new Standing(
          queued.get().status(), attempts, attempts == 0 ? null : lastError(transaction, item));
    }

    private static @Nullable String lastError(KernelTransaction transaction, WorkItem item) {
      List<Attempt> attempts = transaction.deadLetters().attempts(item);
      return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).error();
    }
  }

  /**
   * @throws RefusedException when events of this tenant are not taken
   */
  void admit(Optional<Tenant> tenant, TenantScope scope) {
    if (tenant.isEmpty() && settings.admission() == Admission.REGISTERED) {
      throw new RefusedException(
          "unknown_tenant",
          "tenant %s is not registered, and this kernel requires registration"
              .formatted(scope.tenant()));
    }
    if (tenant.isPresent() && !tenant.get().active()) {
      throw new RefusedException(
          "inactive_tenant", "tenant %s is deactivated".formatted(scope.tenant()));
    }
  }
}
