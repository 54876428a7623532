package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.HandlerFailedException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.internal.Acceptor;
import io.revenueos.kernel.internal.AgentBook;
import io.revenueos.kernel.internal.Approvals;
import io.revenueos.kernel.internal.EventProcessor.Urgency;
import io.revenueos.kernel.internal.Handlers;
import io.revenueos.kernel.internal.InlineWorker;
import io.revenueos.kernel.internal.Leftovers;
import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.internal.StepWorker;
import io.revenueos.kernel.internal.TenantRules;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.HostTransaction;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  private final Machinery machinery;
  private final ModuleRegistry modules;
  private final HealthCheck healthCheck;
  private final Acceptor acceptor;
  private final Approvals approvals;
  private final InlineWorker inline;
  private final Lifecycle lifecycle;
  private final Drain drain;
  private final KernelControl control;
  private final ModuleDesk desk;

  Kernel(
      Machinery machinery,
      ModuleRegistry modules,
      AgentBook book,
      Handlers handlers,
      BackgroundOptions background) {
    StepWorker steps = new StepWorker(machinery, handlers, background.workers().lease());
    this.machinery = machinery;
    this.modules = modules;
    this.healthCheck = new HealthCheck(machinery, modules, handlers);
    this.acceptor = new Acceptor(machinery);
    this.approvals = new Approvals(machinery, modules);
    this.inline = new InlineWorker(machinery, steps, background.workers());
    this.lifecycle = new Lifecycle(machinery, steps, background);
    this.drain = new Drain(lifecycle, new Leftovers(machinery, handlers));
    this.control = new KernelControl(lifecycle, machinery, handlers, background.retention());
    this.desk = new ModuleDesk(lifecycle, machinery.store(), modules, book, acceptor);
    healthCheck.warnOfUnhandled();
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
   * @throws RefusedException when the tenant may not emit, or does not have the event's workspace;
   *     nothing was stored
   */
  public Receipt emit(KernelEvent event) {
    return lifecycle.whileOpen(() -> acceptor.accept(event));
  }

  /** As {@link #emitAll(List, HostTransaction)}, for one event. */
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
   * @throws RefusedException when a tenant may not emit, or does not have an event's workspace;
   *     nothing was stored
   */
  public List<Receipt> emitAll(List<KernelEvent> events) {
    return lifecycle.whileOpen(() -> acceptor.acceptAll(events));
  }

  /**
   * Accepts events in a transaction of the host's own: they are stored if and only if the host
   * commits it, together with whatever else it does there. The workers of this node look for them
   * within milliseconds, and again after pauses that double up to the poll interval. A node without
   * workers has the commit announced to others, where the database can do so.
   *
   * @return one receipt per event, in their order; they hold once the host has committed
   * @throws InvalidEventException when a payload is too large
   * @throws RefusedException when a tenant may not emit, or does not have an event's workspace; the
   *     host should roll back
   */
  public List<Receipt> emitAll(List<KernelEvent> events, HostTransaction transaction) {
    return lifecycle.whileOpen(() -> acceptor.acceptAll(events, transaction));
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
   * @throws RefusedException when the tenant may not emit, or does not have the event's workspace;
   *     nothing was stored
   */
  public ProcessedEvent ingest(KernelEvent event) {
    return ingest(event, Urgency.OBEY_PAUSES);
  }

  private ProcessedEvent ingest(KernelEvent event, Urgency urgency) {
    return ProcessedEvent.of(lifecycle.whileOpen(() -> acceptor.process(event, urgency)));
  }

  /**
   * Asks the guards for a verdict; question and answer are committed when this returns, as by
   * {@link #ingest}. The same question asked again gets the same verdict. A different payload under
   * the same idempotency key is blocked: the first verdict does not hold for it. Pauses do not keep
   * a guard from answering; an action that some policy asks for beside the answer waits.
   *
   * @throws EventFailedException when a policy threw; that is never a yes
   * @throws InvalidEventException when the payload is too large; nothing was stored
   * @throws RefusedException when the tenant may not emit, or does not have the event's workspace;
   *     nothing was stored
   */
  public GuardVerdict guard(KernelEvent event) {
    return Verdicts.on(event, ingest(event, Urgency.ANSWER_NOW));
  }

  /**
   * The whole causal chain an event belongs to.
   *
   * @return empty when the scope's tenant has no such event
   */
  public Optional<Explanation> explain(TenantScope scope, EventId eventId) {
    return inTransaction(scope, transaction -> new Explainer(transaction).explain(eventId));
  }

  /**
   * Computes an event's decisions again, from the facts recorded with them. Changes nothing.
   *
   * @return one entry per recorded decision; empty when there is none
   */
  public List<Replay> replay(TenantScope scope, EventId eventId) {
    return inTransaction(
        scope,
        transaction -> new Explainer(transaction).replay(eventId, machinery.settings().engine()));
  }

  private <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> reading) {
    return lifecycle.whileOpen(() -> machinery.store().inTransaction(scope, reading));
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
    return lifecycle.whileOpen(() -> approvals.give(scope, id, approval.by(), approval.roles()));
  }

  /**
   * Adds a tenant, or replaces its registration. It has a workspace with its own id from then on.
   *
   * @throws io.revenueos.kernel.error.InvalidInputException naming the path: a slug that is taken,
   *     an unknown mode, policy or setting, a setting of the wrong type
   */
  public void register(Tenant tenant) {
    lifecycle.whileOpen(
        () -> {
          TenantRules.of(machinery.settings().engine()).check(tenant);
          machinery.store().register(tenant);
          return tenant;
        });
  }

  public Optional<Tenant> tenant(TenantId id) {
    return lifecycle.whileOpen(() -> machinery.store().tenant(id));
  }

  /** Lets requests to modules in, and switches modules on and off for tenants. */
  public ModuleDesk modules() {
    return desk;
  }

  /** The registered modules themselves, the planned ones included. */
  public ModuleRegistry registry() {
    return modules;
  }

  public Health health() {
    return lifecycle.whileOpen(healthCheck::run);
  }

  /**
   * Starts working in the background; see {@link KernelBuilder#workers}. Any number of nodes may do
   * so on one database.
   *
   * @throws IllegalStateException when it was started before; a start that failed does not count
   */
  public void start() {
    lifecycle.start();
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
    return lifecycle.whileOpen(() -> inline.work(batches));
  }

  /** As {@link #runDue(int)}, until nothing is due any more. */
  public int runDue() {
    return runDue(Integer.MAX_VALUE);
  }

  /** As {@link #runDue()}, for one tenant alone. */
  public int runDue(TenantId tenant) {
    return lifecycle.whileOpen(() -> inline.work(tenant));
  }

  /**
   * Waits until nothing is left to do: everything is completed or dead, retries included, but for
   * what stands still and actions that nobody here handles. Somebody must be working meanwhile:
   * this node's workers, or another's. While the store is unavailable something may be left.
   *
   * @return false when that took longer than {@code atMost}, or the thread was interrupted
   */
  public boolean awaitDrained(Duration atMost) {
    return drain.await(atMost);
  }

  /** Counts, stops, resumes, retries and cancels; for whoever operates the kernel. */
  public KernelControl control() {
    return control;
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
    lifecycle.close();
  }
}
