package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.LeaseRequest;
import io.revenueos.kernel.store.LeasedStep;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions that were left to a worker, one at a time: leases one, calls its handler outside any
 * transaction, commits what came of it if the lease still holds. Thread-safe.
 */
public final class StepWorker {
  private static final Logger log = LoggerFactory.getLogger(StepWorker.class);

  private final Machinery machinery;
  private final Handlers handlers;
  private final Duration lease;
  private final Gate gate = new Gate(System::nanoTime);
  private final StepOutcomes outcomes;
  private final Set<StepRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  public StepWorker(Machinery machinery, Handlers handlers, Duration lease) {
    this.machinery = machinery;
    this.handlers = handlers;
    this.lease = lease;
    this.outcomes = new StepOutcomes(machinery, lease, this::isClosing);
  }

  /** The attempts that are under way. */
  Set<StepRun> running() {
    return running;
  }

  StepOutcomes outcomes() {
    return outcomes;
  }

  /** No handler is called any more; what is leased from now on is given back. */
  public void close() {
    closing = true;
  }

  /** After a start that failed. */
  public void reopen() {
    closing = false;
  }

  boolean isClosing() {
    return closing;
  }

  /**
   * Runs one of a tenant's actions.
   *
   * @param leased called before it runs: the tenant's next action need not wait for it
   * @return false when none was due
   * @throws UnavailableException when the store cannot do its part just now
   */
  boolean work(TenantId tenant, Runnable leased) {
    Standstill standstill = machinery.controls().current();
    Set<ActionType> types = types(tenant, standstill);
    if (closing || standstill.holds(tenant) || types.isEmpty()) {
      return false;
    }
    List<LeasedStep> steps =
        machinery
            .store()
            .inTransaction(
                TenantScope.of(tenant),
                transaction -> lease(transaction, types, standstill, runningOf(tenant)));
    if (steps.isEmpty()) {
      return false;
    }
    leased.run();
    steps.forEach(this::run);
    return true;
  }

  private Set<ActionType> types(TenantId tenant, Standstill standstill) {
    Set<ActionType> types = handlers.types();
    types.removeIf(type -> standstill.actionTypes().contains(type.name()));
    types.removeAll(gate.shutTo(tenant));
    return types;
  }

  /** What was cut off goes on until its handler returns, and is not tried beside itself. */
  private Set<ActionId> runningOf(TenantId tenant) {
    return running.stream()
        .filter(run -> run.tenant().equals(tenant))
        .map(StepRun::action)
        .collect(Collectors.toSet());
  }

  private List<LeasedStep> lease(
      KernelTransaction transaction,
      Set<ActionType> types,
      Standstill standstill,
      Set<ActionId> except) {
    if (transaction.tenant().filter(registered -> !registered.active()).isPresent()) {
      return List.of();
    }
    Instant now = machinery.settings().now();
    String node = machinery.settings().node();
    return transaction
        .steps()
        .lease(
            new LeaseRequest(node, now, now.plus(lease), 1, types, standstill.modules(), except));
  }

  private void run(LeasedStep step) {
    ActionType type = step.action().action().type();
    Handlers.Step handler = handlers.step(type);
    StepRun run = new StepRun(step, handler == null ? lease : handler.options().timeout());
    RetryPolicy retry = retry(type);
    if (step.entry().attempts() > retry.maxAttempts()) {
      outcomes.lost(run, retry);
      return;
    }
    running.add(run);
    try (LogContext context = LogContext.open()) {
      context.enter(step.event());
      context.enter(step.action().decisionId(), run.action(), "");
      if (closing) {
        // The keeper may have looked before this one was among those that are running.
        giveBack(run);
      } else if (handler == null) {
        runInTransaction(run, retry);
      } else {
        runThroughGate(run, handler);
      }
    } finally {
      running.remove(run);
      if (run.wasCutOff()) {
        // Its next attempt waited for this.
        machinery.work().offerSteps(run.tenant());
      }
    }
  }

  private void runThroughGate(StepRun run, Handlers.Step handler) {
    Optional<Gate.Refusal> refusal = gate.enter(run.type(), handler.options(), run.tenant());
    if (refusal.isEmpty()) {
      call(run, handler);
    } else if (run.end(StepRun.End.RETURNED)) {
      outcomes.postpone(run, refusal.get());
    }
  }

  RetryPolicy retry(ActionType type) {
    Handlers.Step handler = handlers.step(type);
    return handler == null ? machinery.settings().retry() : handler.options().retry();
  }

  /** What a handler did. One of the two is null. */
  private record Ending(@Nullable Answered answered, @Nullable Throwable thrown) {}

  private void call(StepRun run, Handlers.Step handler) {
    Ending ending = ask(run, handler);
    Throwable thrown = ending.thrown();
    if (!run.end(StepRun.End.RETURNED)) {
      if (ending.answered() != null && !run.wasLost()) {
        outcomes.tellLost(run);
      }
      return;
    }
    if (ending.answered() != null) {
      gate.succeeded(run.type(), handler.options(), run.tenant());
      outcomes.finished(run, ending.answered(), handler.options().retry());
    } else if (thrown != null) {
      failed(run, handler, thrown);
    }
  }

  private Ending ask(StepRun run, Handlers.Step handler) {
    run.enterHandler();
    try {
      return new Ending(
          Answered.of(handler.handler().handle(run.step().action().action(), context(run))), null);
    } catch (Throwable thrown) {
      return new Ending(null, thrown);
    } finally {
      run.leaveHandler();
    }
  }

  private void failed(StepRun run, Handlers.Step handler, Throwable thrown) {
    log.warn("action {} ({}) failed: {}", run.action(), run.type(), Failure.error(thrown));
    gate.failed(run.type(), handler.options(), run.tenant(), thrown);
    outcomes.failed(run, handler.options().retry(), thrown);
    if (thrown instanceof InterruptedException) {
      // Not by the keeper, then: whoever else wants this thread to stop is told.
      Thread.currentThread().interrupt();
    }
  }

  /** By the keeper: an attempt takes too long. */
  void cutOff(StepRun run) {
    Handlers.Step handler = handlers.step(run.type());
    if (handler != null && run.end(StepRun.End.TIMED_OUT)) {
      failed(run, handler, new TimeoutException("not done within " + run.timeout()));
    }
  }

  /** By the keeper: the lease of an attempt could not be kept. */
  void lost(StepRun run) {
    if (run.end(StepRun.End.LOST)) {
      leave(run);
      outcomes.tellLost(run);
    }
  }

  /** By the keeper: the node is closing and waits no longer for an attempt. */
  void abandon(StepRun run) {
    if (run.end(StepRun.End.ABANDONED)) {
      leave(run);
      outcomes.giveBack(run);
    }
  }

  private void giveBack(StepRun run) {
    if (run.end(StepRun.End.ABANDONED)) {
      outcomes.giveBack(run);
    }
  }

  private void leave(StepRun run) {
    Handlers.Step handler = handlers.step(run.type());
    if (handler != null) {
      gate.left(run.type(), handler.options(), run.tenant());
    }
  }

  private StepContext context(StepRun run) {
    LeasedStep step = run.step();
    RecordedEvent event = step.event();
    Instant now = machinery.settings().now();
    return new StepContext(
        step.action().id(),
        event.id(),
        event.event(),
        now,
        now.plus(run.timeout()),
        step.entry().attempts(),
        target ->
            machinery
                .store()
                .inTransaction(event.event().scope(), transaction -> transaction.find(target)));
  }

  /** An action of a transactional handler that had to wait for the end of a pause. */
  private void runInTransaction(StepRun run, RetryPolicy retry) {
    LeasedStep step = run.step();
    ActionHandler handler = handlers.transactional(run.type());
    if (handler == null) {
      throw new IllegalStateException("leased an action that nobody handles: " + run.type());
    }
    if (!run.end(StepRun.End.RETURNED)) {
      return;
    }
    try {
      outcomes.finishInTransaction(
          run,
          transaction ->
              Answered.of(
                  Dispatcher.ask(
                      handler,
                      step.action().action(),
                      new ActionContext(
                          step.event().id(),
                          step.event().event(),
                          machinery.settings().now(),
                          transaction))));
    } catch (UnavailableException tryAgain) {
      throw tryAgain;
    } catch (Throwable thrown) {
      outcomes.failed(run, retry, thrown);
    }
  }
}
