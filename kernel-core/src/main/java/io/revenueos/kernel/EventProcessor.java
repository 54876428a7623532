package io.revenueos.kernel;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One event, one transaction: append it, ask the policies, dispatch the actions, commit. When a
 * policy or a handler throws, that transaction leaves nothing behind, and a second one records the
 * event with its failed attempt. Stateless.
 */
final class EventProcessor {
  private static final Logger log = LoggerFactory.getLogger(EventProcessor.class);
  private static final int MAX_ERROR_LENGTH = 2_000;

  private final KernelStore store;
  private final KernelSettings settings;
  private final Dispatcher dispatcher;

  EventProcessor(KernelStore store, KernelSettings settings, Dispatcher dispatcher) {
    this.store = store;
    this.settings = settings;
    this.dispatcher = dispatcher;
  }

  /** What one transaction came to, and the follow-up events it left to be processed. */
  private record Step(ProcessedEvent processed, List<EventId> followUps) {}

  /** Accepts an event without processing it. */
  Receipt accept(KernelEvent event) {
    return store.inTransaction(
        event.scope(),
        transaction -> {
          admit(transaction.tenant(), event.scope());
          Instant now = settings.now();
          Receipt receipt = transaction.append(event, now, null);
          if (!receipt.duplicate()) {
            transaction.enqueue(QueueEntry.pending(receipt.eventId()), now);
          }
          return receipt;
        });
  }

  /** Accepts an event and processes it, and then whatever it caused. */
  ProcessedEvent ingest(KernelEvent event) {
    Step step = logged(event, () -> attempt(event));
    finish(event.scope(), step.followUps());
    return step.processed();
  }

  /** Processes follow-up events, and theirs, each in its own transaction. */
  void finish(TenantScope scope, List<EventId> followUps) {
    Deque<EventId> due = new ArrayDeque<>(followUps);
    while (!due.isEmpty()) {
      EventId id = due.removeFirst();
      Optional<RecordedEvent> recorded =
          store.inTransaction(scope, transaction -> transaction.event(id));
      if (recorded.isPresent()) {
        KernelEvent event = recorded.get().event();
        due.addAll(logged(event, () -> attempt(event)).followUps());
      }
    }
  }

  private Step attempt(KernelEvent event) {
    try {
      return store.inTransaction(
          event.scope(),
          transaction -> {
            Optional<Tenant> tenant = transaction.tenant();
            admit(tenant, event.scope());
            Instant now = settings.now();
            Receipt receipt = transaction.append(event, now, null);
            if (receipt.duplicate()) {
              return resume(transaction, receipt.eventId(), tenant);
            }
            return work(
                transaction, new RecordedEvent(receipt.eventId(), event, now, null), tenant, false);
          });
    } catch (ProcessingFailure failure) {
      log.warn("{} of {} failed: {}", event.type(), event.entity(), failure.summary());
      return new Step(recordFailure(event, failure), List.of());
    }
  }

  /** An event that was accepted before: completed by this call, unless somebody did so already. */
  private Step resume(KernelTransaction transaction, EventId id, Optional<Tenant> tenant) {
    Optional<QueueEntry> queued = transaction.lockQueued(id);
    RecordedEvent event = transaction.event(id).orElseThrow();
    if (queued.isEmpty() || queued.get().status() == EventStatus.DEAD) {
      return new Step(asRecorded(transaction, event, queued, true), List.of());
    }
    Step step = work(transaction, event, tenant, true);
    transaction.dequeue(id);
    return step;
  }

  private Step work(
      KernelTransaction transaction,
      RecordedEvent event,
      Optional<Tenant> tenant,
      boolean duplicate) {
    MDC.put("eventId", event.id().toString());
    Dispatcher.Dispatched done = decideAndAct(transaction, event, tenant);
    return new Step(
        new ProcessedEvent(event, EventStatus.COMPLETED, duplicate, done.decisions(), null),
        done.followUps());
  }

  private Dispatcher.Dispatched decideAndAct(
      KernelTransaction transaction, RecordedEvent event, Optional<Tenant> tenant) {
    JsonObject config = tenant.map(Tenant::config).orElse(JsonObject.empty());
    Instant now = settings.now();
    try {
      List<KernelDecision> decisions =
          settings
              .engine()
              .decide(
                  event.event(),
                  settings.facts(event.event(), now, config),
                  policy -> settings.modes().of(policy, config));
      return decisions.isEmpty()
          ? new Dispatcher.Dispatched(List.of(), List.of())
          : dispatcher.dispatch(transaction, event, decisions, now);
    } catch (UnavailableException tryAgain) {
      throw tryAgain;
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      throw new ProcessingFailure(failure);
    }
  }

  private ProcessedEvent recordFailure(KernelEvent event, ProcessingFailure failure) {
    String error = Text.sanitized(failure.summary(), MAX_ERROR_LENGTH);
    return store.inTransaction(
        event.scope(),
        transaction -> {
          Instant now = settings.now();
          Receipt receipt = transaction.append(event, now, null);
          EventId id = receipt.eventId();
          Optional<QueueEntry> before = transaction.lockQueued(id);
          RecordedEvent recorded = transaction.event(id).orElseThrow();
          boolean openBefore = before.map(entry -> entry.status().isOpen()).orElse(false);
          if (receipt.duplicate() && !openBefore) {
            // Somebody else finished it, or gave it up, between the two transactions.
            return asRecorded(transaction, recorded, before, true);
          }
          QueueEntry after =
              before
                  .orElseGet(() -> QueueEntry.pending(id))
                  .failedOnceMore(error, settings.maxAttempts());
          if (before.isPresent()) {
            transaction.requeue(after, now);
          } else {
            transaction.enqueue(after, now);
          }
          return asRecorded(transaction, recorded, Optional.of(after), receipt.duplicate());
        });
  }

  private static ProcessedEvent asRecorded(
      KernelTransaction transaction,
      RecordedEvent event,
      Optional<QueueEntry> queued,
      boolean duplicate) {
    return new ProcessedEvent(
        event,
        queued.map(QueueEntry::status).orElse(EventStatus.COMPLETED),
        duplicate,
        transaction.decisions(event.id()),
        queued.flatMap(QueueEntry::lastError).orElse(null));
  }

  /**
   * @throws RefusedException when events of this tenant are not taken
   */
  void admit(Optional<Tenant> tenant, TenantScope scope) {
    if (tenant.isEmpty() && settings.registeredTenantsOnly()) {
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

  private static Step logged(KernelEvent event, Supplier<Step> work) {
    MDC.put("tenantId", event.scope().tenant().toString());
    MDC.put("correlationId", event.correlationId().value());
    try {
      return work.get();
    } finally {
      List.of("tenantId", "correlationId", "eventId").forEach(MDC::remove);
    }
  }
}
