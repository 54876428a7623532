package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.policy.PolicyEngine;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
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

  private final KernelStore store;
  private final ModuleRegistry modules;
  private final KernelSettings settings;
  private final EventProcessor processor;
  private final Approvals approvals;
  private final HealthCheck healthCheck;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private boolean closed; // guarded by inUse

  Kernel(
      KernelStore store, ModuleRegistry modules, KernelSettings settings, Dispatcher dispatcher) {
    this.store = store;
    this.modules = modules;
    this.settings = settings;
    this.processor = new EventProcessor(store, settings, dispatcher);
    this.approvals = new Approvals(store, settings, modules, dispatcher, processor);
    this.healthCheck = new HealthCheck(store, modules, dispatcher, settings.engine().policies());
    healthCheck
        .unhandled(settings.engine().policies())
        .forEach(
            (type, policies) ->
                log.warn("no handler for {}: what {} ask for is skipped", type, policies));
  }

  public static KernelBuilder builder() {
    return new KernelBuilder();
  }

  /**
   * Accepts an event; it is committed when this returns, and processed later.
   *
   * @return the event's id; the first one's, marked as a duplicate, if it was accepted before
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public Receipt emit(KernelEvent event) {
    return whileOpen(
        () -> {
          settings.payloadLimit().check(event);
          return processor.accept(event);
        });
  }

  /**
   * Accepts an event and processes it now, in one transaction on the calling thread: the event, its
   * decisions, its actions and their effects are committed together when this returns. Events that
   * those actions emit are then processed too, each in its own transaction.
   *
   * <p>An event that was accepted before and is not completed is completed by this call. When a
   * policy or a handler throws, the event is committed as failed, or dead after its last attempt,
   * with the error and nothing else.
   *
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public ProcessedEvent ingest(KernelEvent event) {
    return whileOpen(
        () -> {
          settings.payloadLimit().check(event);
          return processor.ingest(event);
        });
  }

  /**
   * Asks the guards for a verdict; question and answer are committed when this returns, as by
   * {@link #ingest}. The same question asked again gets the same verdict. A different payload under
   * the same idempotency key is blocked: the first verdict does not hold for it.
   *
   * @throws EventFailedException when a policy threw; that is never a yes
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit; nothing was stored
   */
  public GuardVerdict guard(KernelEvent event) {
    ProcessedEvent processed = ingest(event);
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
                        .event(eventId)
                        .map(
                            event ->
                                transaction.decisions(eventId).stream()
                                    .map(decision -> replay(event, decision))
                                    .toList())
                        .orElse(List.of())));
  }

  private Replay replay(RecordedEvent event, RecordedDecision recorded) {
    return new Replay(
        recorded,
        settings
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
    return whileOpen(() -> approvals.give(scope, id, approval));
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
          TenantRules.of(settings.engine()).check(tenant);
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

  /** Waits for calls that are under way, refuses new ones, and closes the store. Idempotent. */
  @Override
  public void close() {
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

  private <T> T whileOpen(Supplier<T> call) {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this kernel is closed");
      }
      return call.get();
    } finally {
      inUse.readLock().unlock();
    }
  }
}
