package io.revenueos.kernel;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ModuleRegistry;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Set;

/** Lets a person release an action that waits for one. Stateless. */
final class Approvals {
  private final KernelStore store;
  private final KernelSettings settings;
  private final ModuleRegistry modules;
  private final Dispatcher dispatcher;
  private final EventProcessor processor;

  Approvals(
      KernelStore store,
      KernelSettings settings,
      ModuleRegistry modules,
      Dispatcher dispatcher,
      EventProcessor processor) {
    this.store = store;
    this.settings = settings;
    this.modules = modules;
    this.dispatcher = dispatcher;
    this.processor = processor;
  }

  private record Released(RecordedAction action, List<EventId> followUps) {}

  /** Carries the action out in one transaction, and then whatever it caused. */
  RecordedAction give(TenantScope scope, ActionId id, Approval approval) {
    Released released =
        store.inTransaction(scope, transaction -> release(transaction, scope, id, approval));
    processor.finish(scope, released.followUps());
    return released.action();
  }

  private Released release(
      KernelTransaction transaction, TenantScope scope, ActionId id, Approval approval) {
    processor.admit(transaction.tenant(), scope);
    RecordedAction waiting =
        transaction
            .lockAction(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "unknown_action",
                        "tenant %s has no action %s".formatted(scope.tenant(), id)));
    RecordedEvent event = transaction.eventOf(id).orElseThrow();
    checkWaits(waiting);
    checkRole(approval, transaction.decisions(event.id()), waiting);
    List<EventId> followUps =
        dispatcher.release(
            transaction,
            event,
            id,
            waiting.action(),
            JsonObject.of("approved_by", approval.by()),
            settings.now());
    return new Released(transaction.lockAction(id).orElseThrow(), followUps);
  }

  private static void checkWaits(RecordedAction action) {
    boolean open = action.status().mayBecome(ActionStatus.COMPLETED);
    if (!open || !Dispatcher.waits(action.action())) {
      throw new RefusedException(
          "not_waiting",
          "action %s is %s; only one that waits for an approval or an override can be approved"
              .formatted(action.id(), action.status().stored()));
    }
  }

  private void checkRole(
      Approval approval, List<RecordedDecision> decisions, RecordedAction action) {
    PolicyName policy =
        decisions.stream()
            .filter(decision -> decision.id().equals(action.decisionId()))
            .map(decision -> decision.decision().rule())
            .findFirst()
            .orElseThrow();
    Set<Role> allowed =
        modules.ownerOf(policy).map(module -> module.manifest().roles()).orElse(Set.of(Role.ADMIN));
    if (approval.roles().stream().noneMatch(allowed::contains)) {
      throw new RefusedException(
          "role_missing",
          "action %s needs one of the roles %s; %s has %s"
              .formatted(action.id(), sorted(allowed), approval.by(), sorted(approval.roles())));
    }
  }

  private static List<String> sorted(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toList();
  }
}
