package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.internal.Handlers;
import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.internal.Operations;
import io.revenueos.kernel.internal.Pruner;
import io.revenueos.kernel.internal.TenantRules;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.Identity;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.Pause;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a kernel, over all tenants, and can do to it: counts, the kill switch,
 * dead letters, cancelling, pruning. All of it is data that every node on the database obeys; a
 * pause within {@code WorkerOptions.pollInterval()}.
 *
 * <p>A pause stops background work and effects, not answers: events are still accepted, guards
 * still answer, and a batch in hand is finished. What waits is done after the resume. Thread-safe.
 */
public final class KernelControl {
  private static final String CODE = "invalid_control";
  private static final int MAX_TEXT = 1_000;

  private final Lifecycle lifecycle;
  private final Machinery machinery;
  private final Handlers handlers;
  private final Operations operations;
  private final Retention retention;

  KernelControl(Lifecycle lifecycle, Machinery machinery, Handlers handlers, Retention retention) {
    this.lifecycle = lifecycle;
    this.machinery = machinery;
    this.handlers = handlers;
    this.operations = new Operations(machinery);
    this.retention = retention;
  }

  /** Counts over all tenants. */
  public KernelStats stats() {
    return lifecycle.whileOpen(machinery.store()::stats);
  }

  /** The age of the work that has been due longest; zero when nothing is due. */
  public Duration lag() {
    Instant now = machinery.settings().now();
    return lifecycle
        .whileOpen(machinery.store()::oldestDue)
        .filter(due -> due.isBefore(now))
        .map(due -> Duration.between(due, now))
        .orElse(Duration.ZERO);
  }

  /** All registered tenants, in the order of their slugs. */
  public List<Tenant> tenants() {
    return lifecycle.whileOpen(machinery.store()::tenants);
  }

  /**
   * Refuses a registration that {@link Kernel#register} would refuse, but for a slug that is taken;
   * stores nothing.
   *
   * @throws InvalidInputException naming the path inside the configuration
   */
  public void check(Tenant tenant) {
    TenantRules.of(machinery.settings().engine()).check(tenant);
  }

  /** Whose event an id is. */
  public Optional<TenantScope> ownerOf(EventId eventId) {
    return lifecycle.whileOpen(() -> machinery.store().ownerOf(eventId));
  }

  /**
   * Reads or changes who belongs to a tenant, where they work and what they may ask for, in one
   * transaction of the tenant as a whole.
   *
   * @return what the work returns
   */
  public <T> T identity(TenantScope scope, Function<Identity, T> work) {
    TenantScope whole = TenantScope.of(scope.tenant());
    return lifecycle.whileOpen(
        () -> machinery.store().inTransaction(whole, one -> work.apply(one.identity())));
  }

  /** Removes what the host's {@link Retention} does not keep; returns how many events went. */
  public int prune() {
    return lifecycle.whileOpen(() -> new Pruner(machinery, retention).prune(() -> false));
  }

  /** Stops everything: no event is processed, no action carried out. */
  public void pauseKernel(String by, String reason) {
    pause(Pause.Kind.KERNEL, "", by, reason);
  }

  public void pauseTenant(TenantId tenant, String by, String reason) {
    pause(Pause.Kind.TENANT, tenant.toString(), by, reason);
  }

  /**
   * Stops a module: events that its policies answer wait, and so do actions they have asked for.
   * Later events of the same entities that other modules answer go on before them.
   *
   * @throws RefusedException when no such module is registered
   */
  public void pauseModule(ModuleId module, String by, String reason) {
    if (!machinery.modules().knows(module.value())) {
      throw new RefusedException("unknown_module", "module %s is not registered".formatted(module));
    }
    pause(Pause.Kind.MODULE, module.value(), by, reason);
  }

  /**
   * Stops actions of one type, whoever asked for them; their events are completed.
   *
   * @throws RefusedException when no handler serves this type and no policy asks for it
   */
  public void pauseActions(ActionType type, String by, String reason) {
    Set<ActionType> known = handlers.types();
    machinery.settings().engine().policies().forEach(policy -> known.addAll(policy.actions()));
    if (!known.contains(type)) {
      throw new RefusedException(
          "unknown_action_type",
          "action type %s is not known; known are %s"
              .formatted(
                  type,
                  known.stream().map(ActionType::name).sorted().collect(Collectors.joining(", "))));
    }
    pause(Pause.Kind.ACTION_TYPE, type.name(), by, reason);
  }

  private void pause(Pause.Kind kind, String id, String by, String reason) {
    checkTexts(by, reason);
    lifecycle.whileOpen(
        () -> {
          Pause pause = new Pause(kind, id, by, reason, machinery.settings().now());
          machinery.store().pause(pause);
          changed();
          return pause;
        });
  }

  /**
   * Ends a pause.
   *
   * @return false when it was not paused
   */
  public boolean resume(Pause.Kind kind, String id) {
    return lifecycle.whileOpen(
        () -> {
          boolean was = machinery.store().resume(kind, id);
          changed();
          return was;
        });
  }

  private void changed() {
    machinery.controls().invalidate();
    machinery.tellOthers();
  }

  /** Everything that stands still. */
  public List<Pause> pauses() {
    return lifecycle.whileOpen(machinery.store()::pauses);
  }

  /**
   * A tenant's dead letters that nobody has discarded: events before actions, each in the order of
   * their ids.
   *
   * @param after the last one of the page before; null for the first page
   * @param limit at most so many
   * @throws InvalidInputException when the limit is less than 1
   */
  public List<DeadLetter> deadLetters(TenantScope scope, @Nullable WorkItem after, int limit) {
    if (limit < 1) {
      throw new InvalidInputException(
          CODE, "limit", "expected at least 1, found %d".formatted(limit));
    }
    return lifecycle.whileOpen(
        () ->
            machinery
                .store()
                .inTransaction(scope, transaction -> transaction.deadLetters().page(after, limit)));
  }

  /** Tenants that have dead letters which nobody has discarded. */
  public List<TenantId> tenantsWithDeadLetters() {
    return lifecycle.whileOpen(machinery.store()::tenantsWithDeadLetters);
  }

  public Optional<DeadLetter> deadLetter(TenantScope scope, WorkItem item) {
    return lifecycle.whileOpen(
        () ->
            machinery
                .store()
                .inTransaction(scope, transaction -> transaction.deadLetters().find(item)));
  }

  /** Every failed attempt at an event or an action, the oldest first. */
  public List<Attempt> attempts(TenantScope scope, WorkItem item) {
    return lifecycle.whileOpen(
        () ->
            machinery
                .store()
                .inTransaction(scope, transaction -> transaction.deadLetters().attempts(item)));
  }

  /**
   * Puts a dead event or action back to work with all its attempts before it.
   *
   * @throws RefusedException when the tenant has no such dead item
   */
  public void retry(TenantScope scope, WorkItem item) {
    run(() -> operations.retry(scope, item));
  }

  /**
   * Says that a dead event or action may stay dead: it is no longer listed.
   *
   * @param by who says so
   * @throws RefusedException when the tenant has no such dead item
   */
  public void discard(TenantScope scope, WorkItem item, String by) {
    Text.name(CODE, "by", by, MAX_TEXT);
    run(() -> operations.discard(scope, item, by));
  }

  /**
   * Ends an event that is still to be processed: it is dead, with the reason {@code cancelled}.
   * Waits for a worker that has it in hand.
   *
   * @throws RefusedException when the tenant has no such event, or it is completed or dead by now
   */
  public void cancel(TenantScope scope, EventId id, String by, String reason) {
    checkTexts(by, reason);
    run(() -> operations.cancel(scope, id, by, reason));
  }

  /**
   * Ends an action that is still to be carried out: it is dead, with the reason {@code cancelled}.
   * When a worker is running it, the attempt goes on and its outcome is discarded.
   *
   * @throws RefusedException when the tenant has no such action, or it is final
   */
  public void cancel(TenantScope scope, ActionId id, String by, String reason) {
    checkTexts(by, reason);
    run(() -> operations.cancel(scope, id, by, reason));
  }

  private static void checkTexts(String by, String reason) {
    Text.name(CODE, "by", by, MAX_TEXT);
    if (reason.length() > MAX_TEXT) {
      throw new InvalidInputException(
          CODE,
          "reason",
          "expected at most %d characters, found %d".formatted(MAX_TEXT, reason.length()));
    }
    Text.storable(CODE, "reason", reason);
  }

  private void run(Runnable operation) {
    lifecycle.whileOpen(
        () -> {
          operation.run();
          return operation;
        });
  }
}
