package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.HandlerFailedException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.internal.Approvals;
import io.revenueos.kernel.internal.CommitGroup;
import io.revenueos.kernel.internal.EventProcessor;
import io.revenueos.kernel.internal.EventProcessor.Urgency;
import io.revenueos.kernel.internal.Handlers;
import io.revenueos.kernel.internal.InlineWorker;
import io.revenueos.kernel.internal.Leftovers;
import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.internal.Operations;
import io.revenueos.kernel.internal.Pruner;
import io.revenueos.kernel.internal.StepWorker;
import io.revenueos.kernel.internal.TenantRules;
import io.revenueos.kernel.internal.Workers;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.HostTransaction;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one entrance: an event comes in, policies decide, the dispatcher acts, and all of it is
 * recorded and can be explained. Thread-safe; an object like any other, several can live in one
 * JVM.
 *
 * <p>Every method may throw {@link io.revenueos.kernel.error.UnavailableException}: nothing was
 * committed (or everything, when the connection was lost at that very moment), and the same call
 * may be repeated. Times are UTC, in microseconds.
 */
public final class Kernel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Kernel.class);

  private static final Duration DRAIN_POLL = Duration.ofMillis(50);

  private final Machinery machinery;
  private final KernelStore store;
  private final ModuleRegistry modules;
  private final Handlers handlers;
  private final BackgroundOptions background;
  private final StepWorker steps;
  private final InlineWorker inline;
  private final EventProcessor processor;
  private final CommitGroup commits;
  private final Approvals approvals;
  private final Operations operations;
  private final HealthCheck healthCheck;
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
  private final Object lifecycle = new Object(); // taken before inUse
  private @Nullable Workers workers; // guarded by lifecycle
  private boolean closed; // guarded by inUse

  /** What only matters once the kernel is started. */
  record BackgroundOptions(WorkerOptions workers, Retention retention) {}

  Kernel(
      Machinery machinery,
      ModuleRegistry modules,
      Handlers handlers,
      BackgroundOptions background) {
    this.machinery = machinery;
    this.store = machinery.store();
    this.modules = modules;
    this.handlers = handlers;
    this.background = background;
    this.steps = new StepWorker(machinery, handlers, background.workers().lease());
    this.inline = new InlineWorker(machinery, steps, background.workers());
    this.processor = new EventProcessor(machinery);
    this.commits = new CommitGroup(machinery::accept);
    this.approvals = new Approvals(machinery, modules);
    this.operations = new Operations(machinery);
    this.healthCheck =
        new HealthCheck(store, modules, handlers, machinery.settings().engine().policies());
    healthCheck
        .unhandled(machinery.settings().engine().policies())
        .forEach(
            (type, policies) ->
                log.warn("no handler for {}: what {} ask for is skipped", type, policies));
  }

  public static KernelBuilder builder() {
    return new KernelBuilder();
  }

  /**
   * Accepts an event; it is committed when this returns, and processed later, by the workers of
   * this node or another. Callers that come at the same time share a commit.
   *
   * @return the event's id; the first one's, marked as a duplicate, if it was accepted before
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public Receipt emit(KernelEvent event) {
    return whileOpen(
        () -> {
          machinery.settings().payloadLimit().check(event);
          return commits.accept(event);
        });
  }

  /**
   * Accepts one event in a transaction of the host's own; see {@link #emitAll(List,
   * HostTransaction)}.
   */
  public Receipt emit(KernelEvent event, HostTransaction transaction) {
    return emitAll(List.of(event), transaction).get(0);
  }

  /**
   * Accepts events in one transaction, all or none; see {@link #emit(KernelEvent)}. They get their
   * ids in the order given.
   *
   * @param events of one tenant or several; tens of thousands are better given in portions of some
   *     thousand
   * @return one receipt per event, in their order
   * @throws InvalidEventException when a payload is too large; nothing was stored
   * @throws RefusedException when a tenant may not emit; nothing was stored
   */
  public List<Receipt> emitAll(List<KernelEvent> events) {
    return whileOpen(
        () -> {
          events.forEach(machinery.settings().payloadLimit()::check);
          return events.isEmpty() ? List.of() : machinery.accept(events);
        });
  }

  /**
   * Accepts events in a transaction of the host's own: they are stored if and only if the host
   * commits it, together with whatever else it does there. Workers find them after the commit: at
   * once where the database announces it, and otherwise when they next poll.
   *
   * @return one receipt per event, in their order; they hold once the host has committed
   * @throws InvalidEventException when a payload is too large
   * @throws RefusedException when a tenant may not emit; the host should roll back
   */
  public List<Receipt> emitAll(List<KernelEvent> events, HostTransaction transaction) {
    return whileOpen(
        () -> {
          events.forEach(machinery.settings().payloadLimit()::check);
          return events.isEmpty()
              ? List.of()
              : transaction.accept(
                  events, machinery.settings().admission(), machinery.settings().now());
        });
  }

  /**
   * Accepts an event and processes it now, in one transaction on the calling thread: the event, its
   * decisions, its actions and their effects are committed together when this returns. Events that
   * those actions emit are then processed too, each in its own transaction. It does not wait for
   * earlier events of the same entity that are still in the queue.
   *
   * <p>An event that was accepted before and is not completed is completed by this call. When a
   * policy or a handler throws, the event is committed as failed, or dead after its last attempt,
   * with the error and nothing else. What a pause concerns is accepted, and stays pending.
   *
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public ProcessedEvent ingest(KernelEvent event) {
    return ingest(event, Urgency.OBEY_PAUSES);
  }

  private ProcessedEvent ingest(KernelEvent event, Urgency urgency) {
    return whileOpen(
        () -> {
          machinery.settings().payloadLimit().check(event);
          EventProcessor.Result result = processor.ingest(event, urgency);
          return new ProcessedEvent(
              result.event(),
              result.status(),
              result.duplicate(),
              result.decisions(),
              result.errorOrNull());
        });
  }

  /**
   * Asks the guards for a verdict; question and answer are committed when this returns, as by
   * {@link #ingest}. The same question asked again gets the same verdict. A different payload under
   * the same idempotency key is blocked: the first verdict does not hold for it. Pauses do not keep
   * a guard from answering; an action that some policy asks for beside the answer waits.
   *
   * @throws EventFailedException when a policy threw; that is never a yes
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public GuardVerdict guard(KernelEvent event) {
    ProcessedEvent processed = ingest(event, Urgency.ANSWER_NOW);
    if (processed.duplicate() && !sameQuestion(event, processed.event())) {
      log.warn(
          "guard on {}: event {} has the same idempotency key and asked something else; blocked",
          event.type(),
          processed.eventId());
      return GuardVerdict.conflictingDuplicate(processed.eventId());
    }
    if (processed.status() != EventStatus.COMPLETED) {
      throw new EventFailedException(
          processed.eventId(), processed.status(), processed.error().orElse("no error recorded"));
    }
    return GuardVerdict.strictest(
        processed.eventId(),
        event.type(),
        processed.decisions().stream().map(RecordedDecision::decision).toList());
  }

  private static boolean sameQuestion(KernelEvent asked, RecordedEvent first) {
    return asked.scope().equals(first.event().scope())
        && asked.type().equals(first.event().type())
        && asked.source().equals(first.event().source())
        && asked.entity().equals(first.event().entity())
        && asked.payload().equals(first.event().payload());
  }

  /**
   * The whole causal chain an event belongs to.
   *
   * @return empty when the scope's tenant has no such event
   */
  public Optional<Explanation> explain(TenantScope scope, EventId eventId) {
    return whileOpen(
        () ->
            store.inTransaction(scope, transaction -> new Explainer(transaction).explain(eventId)));
  }

  /**
   * Computes an event's decisions again, from the facts recorded with them. Changes nothing.
   *
   * @return one entry per recorded decision; empty when there is none
   */
  public List<Replay> replay(TenantScope scope, EventId eventId) {
    return whileOpen(
        () ->
            store.inTransaction(
                scope,
                transaction ->
                    transaction
                        .events()
                        .find(eventId)
                        .map(
                            event ->
                                transaction.journal().decisions(eventId).stream()
                                    .map(decision -> replay(event, decision))
                                    .toList())
                        .orElse(List.of())));
  }

  private Replay replay(RecordedEvent event, RecordedDecision recorded) {
    return new Replay(
        recorded,
        machinery
            .settings()
            .engine()
            .policy(recorded.decision().rule())
            .map(policy -> PolicyEngine.recompute(policy, event.event(), recorded.decision()))
            .orElse(null));
  }

  /**
   * Gives the go-ahead to an action that waits for an approval or an override, and carries it out
   * in one transaction.
   *
   * @return the action as it stands now
   * @throws RefusedException when the tenant has no such action, it does not wait, or none of the
   *     approval's roles may give the go-ahead: those of the manifest of the policy's module, and
   *     {@link Role#ADMIN} alone for a policy outside any module; or when the tenant is deactivated
   * @throws HandlerFailedException when the handler threw; the action still waits
   */
  public RecordedAction approve(TenantScope scope, ActionId id, Approval approval) {
    return whileOpen(() -> approvals.give(scope, id, approval.by(), approval.roles()));
  }

  /**
   * Adds a tenant, or replaces its registration.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException naming the path: a slug that is taken,
   *     an unknown mode, policy or setting, a setting of the wrong type
   */
  public void register(Tenant tenant) {
    whileOpen(
        () -> {
          TenantRules.of(machinery.settings().engine()).check(tenant);
          store.register(tenant);
          return tenant;
        });
  }

  public Optional<Tenant> tenant(TenantId id) {
    return whileOpen(() -> store.tenant(id));
  }

  /** All registered tenants, in the order of their slugs; for whoever operates the kernel. */
  public List<Tenant> tenants() {
    return whileOpen(store::tenants);
  }

  /** Whose event an id is; for whoever operates the kernel. */
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return whileOpen(() -> store.ownerOf(eventId));
  }

  /** Counts over all tenants; for whoever operates the kernel. */
  public KernelStats stats() {
    return whileOpen(store::stats);
  }

  /** The age of the work that has been due longest; zero when nothing is due. */
  public Duration lag() {
    return whileOpen(
        () -> {
          Instant now = machinery.settings().now();
          return store
              .oldestDue()
              .filter(due -> due.isBefore(now))
              .map(due -> Duration.between(due, now))
              .orElse(Duration.ZERO);
        });
  }

  /** The registered modules, the planned ones included. */
  public List<ExecModule> modules() {
    return modules.modules();
  }

  /** The registry, for finding the agent of a mode. */
  public ModuleRegistry registry() {
    return modules;
  }

  public Health health() {
    return whileOpen(healthCheck::run);
  }

  /**
   * Starts working in the background; see {@link KernelBuilder#workers}. Any number of nodes may do
   * so on one database.
   *
   * @throws IllegalStateException when it was started before; a start that failed does not count
   */
  public void start() {
    synchronized (lifecycle) {
      whileOpen(
          () -> {
            if (workers != null) {
              throw new IllegalStateException("this kernel was started before");
            }
            workers = started();
            return workers;
          });
    }
  }

  private Workers started() {
    Pruner pruner = new Pruner(machinery, background.retention());
    Workers starting = new Workers(machinery, steps, background.workers(), pruner);
    try {
      starting.start();
    } catch (RuntimeException | Error refused) {
      steps.reopen();
      throw refused;
    }
    return starting;
  }

  /**
   * Works on what is due on the calling thread, one batch or one action after the other: for tests,
   * for hosts without threads of their own, and for the last step of an import. Needs no {@link
   * #start()}. What takes longer than a lease may be taken over by a worker of another node, and
   * nobody cuts an action off at its timeout, unless this kernel is started too.
   *
   * @param batches stop after so many
   * @return how many batches and actions were worked on; less than asked for when nothing is due
   *     any more that no other thread has in hand, or this thread was interrupted
   */
  public int runDue(int batches) {
    return whileOpen(() -> inline.work(batches));
  }

  /** As {@link #runDue(int)}, until nothing is due any more. */
  public int runDue() {
    return runDue(Integer.MAX_VALUE);
  }

  /**
   * Waits until nothing is left to do: everything is completed or dead, retries included, but for
   * what stands still and actions that nobody here handles. Somebody must be working meanwhile:
   * this node's workers, or another's. While the store is unavailable something may be left.
   *
   * @return false when that took longer than {@code atMost}, or the thread was interrupted
   */
  public boolean awaitDrained(Duration atMost) {
    long began = System.nanoTime();
    long limit = TimeUnit.NANOSECONDS.convert(atMost);
    try {
      while (anythingLeft()) {
        if (System.nanoTime() - began >= limit) {
          return false;
        }
        Thread.sleep(DRAIN_POLL.toMillis());
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean anythingLeft() {
    try {
      return whileOpen(() -> new Leftovers(machinery, handlers).any());
    } catch (UnavailableException away) {
      log.debug("whether anything is left cannot be asked just now", away);
      return true;
    }
  }

  /** Removes what the host's {@link Retention} does not keep; returns how many events went. */
  public int prune() {
    return whileOpen(() -> new Pruner(machinery, background.retention()).prune(() -> false));
  }

  /** Stops, resumes, retries and cancels; for whoever operates the kernel. */
  public KernelControl control() {
    return new KernelControl(this, machinery, handlers, operations);
  }

  /**
   * Stops the background work: batches in hand are finished, and so are running actions, unless
   * they take longer than {@link WorkerOptions#closeTimeout()}: then they are interrupted and given
   * back, for another node to run. Then waits for calls that are under way, refuses new ones, and
   * closes the store. Idempotent.
   *
   * @throws IllegalStateException when a call of this kernel makes it, a listener's say: it would
   *     wait for itself
   */
  @Override
  public void close() {
    if (inUse.getReadHoldCount() > 0) {
      throw new IllegalStateException("a call of this kernel cannot close it");
    }
    synchronized (lifecycle) {
      steps.close();
      if (workers != null) {
        workers.close();
      }
      inUse.writeLock().lock();
      try {
        if (!closed) {
          closed = true;
          store.close();
        }
      } finally {
        inUse.writeLock().unlock();
      }
    }
  }

  <T> T whileOpen(Supplier<T> call) {
    inUse.readLock().lock();
    try {
      requireOpen();
      return call.get();
    } finally {
      inUse.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this kernel is closed");
    }
  }
}
