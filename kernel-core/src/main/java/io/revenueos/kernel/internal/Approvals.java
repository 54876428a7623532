package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Lets a person release an action that waits for one. Stateless. */
public final class Approvals {
  private final KernelStore store;
  private final KernelSettings settings;
  private final ModuleRegistry modules;
  private final Machinery machinery;

  public Approvals(Machinery machinery, ModuleRegistry modules) {
    this.store = machinery.store();
    this.settings = machinery.settings();
    this.modules = modules;
    this.machinery = machinery;
  }

  private record Request(
      TenantScope scope, ActionId id, String by, Set<Role> roles, Standstill standstill) {}

  private record Released(RecordedAction action, Processed written) {}

  /**
   * Carries the action out in one transaction, and then whatever it caused.
   *
   * @param by who gives the go-ahead
   * @param roles the roles they have
   */
  public RecordedAction give(TenantScope scope, ActionId id, String by, Set<Role> roles) {
    long began = System.nanoTime();
    Request request = new Request(scope, id, by, roles, machinery.controls().current());
    Released released = store.inTransaction(scope, transaction -> release(transaction, request));
    RecordedAction action = released.action();
    machinery.offerSteps(scope.tenant(), released.written());
    if (action.status() != ActionStatus.PENDING) {
      machinery
          .observers()
          .attempted(scope.tenant(), id, action.action().type(), action.status(), 1, began);
    }
    machinery.processor().finish(scope, released.written().emitted());
    return released.action();
  }

  private Released release(KernelTransaction transaction, Request request) {
    machinery.processor().admit(transaction.tenant(), request.scope());
    RecordedAction waiting = waiting(transaction, request);
    RecordedEvent event = transaction.events().ofAction(request.id()).orElseThrow();
    PolicyName policy = ActionWriter.policyOf(transaction, event, waiting);
    checkRole(request, policy);
    String module = machinery.modules().moduleOf(policy);
    ActionWriter.Origin origin =
        new ActionWriter.Origin(event, request.id(), waiting.action(), module);
    Stamp stamp = Stamp.now(settings);
    JsonObject note = Answered.approvedBy(request.by());
    Processed written;
    try (LogContext log = LogContext.open()) {
      log.enter(event);
      log.enter(waiting.decisionId(), request.id(), module);
      Answered answered = ask(transaction, origin, request.standstill(), stamp.at());
      written = ActionWriter.write(transaction, origin, answered, 1, note, stamp);
    }
    return new Released(transaction.journal().lockAction(request.id()).orElseThrow(), written);
  }

  private static RecordedAction waiting(KernelTransaction transaction, Request request) {
    RecordedAction action =
        transaction
            .journal()
            .lockAction(request.id())
            .orElseThrow(
                () ->
                    new RefusedException(
                        "unknown_action",
                        "tenant %s has no action %s"
                            .formatted(request.scope().tenant(), request.id())));
    checkWaits(transaction, action);
    return action;
  }

  private Answered ask(
      KernelTransaction transaction,
      ActionWriter.Origin origin,
      Standstill standstill,
      Instant now) {
    RecordedEvent event = origin.event();
    Answered answered;
    try {
      answered =
          machinery
              .dispatcher()
              .release(
                  origin.action(),
                  origin.module(),
                  new ActionContext(event.id(), event.event(), now, transaction),
                  standstill);
    } catch (DoNotRetryException meant) {
      answered = Answered.dead(new Reason(meant.code(), Failure.error(meant)));
    }
    machinery.dispatcher().checkFollowUps(transaction, event, answered);
    return answered;
  }

  private static void checkWaits(KernelTransaction transaction, RecordedAction action) {
    boolean open = action.status().mayBecome(ActionStatus.COMPLETED);
    boolean released = transaction.steps().find(action.id()).isPresent();
    if (!open || released || !Dispatcher.waits(action.action())) {
      throw new RefusedException(
          "not_waiting",
          "action %s is %s; only one that waits for an approval or an override can be approved"
              .formatted(action.id(), released ? "approved" : action.status().stored()));
    }
  }

  private void checkRole(Request request, PolicyName policy) {
    Set<Role> allowed =
        modules.ownerOf(policy).map(module -> module.manifest().roles()).orElse(Set.of(Role.ADMIN));
    if (request.roles().stream().noneMatch(allowed::contains)) {
      throw new RefusedException(
          "role_missing",
          "action %s needs one of the roles %s; %s has %s"
              .formatted(request.id(), sorted(allowed), request.by(), sorted(request.roles())));
    }
  }

  private static List<String> sorted(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toList();
  }
}
