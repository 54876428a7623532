package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentRunRecord;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.store.KernelStore;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.QueueEntry;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.store.WorkItem;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What an operator does to single events and actions: retry, discard, cancel. Stateless. */
public final class Operations {
  private final Machinery machinery;
  private final KernelStore store;

  public Operations(Machinery machinery) {
    this.machinery = machinery;
    this.store = machinery.store();
  }

  /** Puts a dead event or action back to work, as if it had never been tried. */
  public void retry(TenantScope scope, WorkItem item) {
    inTransaction(
        scope,
        transaction -> {
          lockLetter(transaction, scope, item);
          transaction.deadLetters().remove(item);
          if (item.kind() == WorkItem.Kind.EVENT) {
            RecordedEvent event = transaction.events().find(new EventId(item.id())).orElseThrow();
            transaction.queue().add(event, new QueueEntry(event.id(), 0, now()));
          } else {
            retryAction(transaction, new ActionId(item.id()));
          }
        });
    wake(scope, item);
  }

  /** One that died before anybody gave it the go-ahead waits for that again. */
  private void retryAction(KernelTransaction transaction, ActionId id) {
    RecordedAction action = transaction.journal().lockAction(id).orElseThrow();
    JsonObject approval = Answered.approvalIn(action.result());
    boolean waits = Dispatcher.waits(action.action()) && approval.keys().isEmpty();
    Answered again = waits ? Dispatcher.waiting(action.action()) : Answered.step("worker");
    transaction.journal().updateAction(id, again.status(), again.result().withAll(approval), now());
    if (!waits) {
      RecordedEvent event = transaction.events().ofAction(id).orElseThrow();
      String module =
          machinery.modules().moduleOf(ActionWriter.policyOf(transaction, event, action));
      transaction.steps().add(new NewStep(id, action.action().type(), module, now()));
    }
  }

  /** Says that a dead event or action may stay dead. */
  public void discard(TenantScope scope, WorkItem item, String by) {
    inTransaction(
        scope,
        transaction -> {
          DeadLetter letter = lockLetter(transaction, scope, item);
          transaction
              .deadLetters()
              .replace(
                  new DeadLetter(
                      item,
                      letter.attempts(),
                      letter.reason(),
                      letter.diedAt(),
                      new DeadLetter.Discard(by, now())));
        });
  }

  /** Ends an event that is still to be processed: it is dead. */
  public void cancel(TenantScope scope, EventId id, String by, String why) {
    inTransaction(
        scope,
        transaction -> {
          RecordedEvent event =
              transaction.events().find(id).orElseThrow(() -> unknown(scope, "event " + id));
          QueueEntry entry =
              transaction
                  .queue()
                  .lock(event)
                  .orElseThrow(() -> notOpen("event " + id + " is completed or dead"));
          transaction.queue().remove(event);
          bury(transaction, WorkItem.of(id), entry.attempts(), by, why);
        });
  }

  /** Ends an action that is still to be carried out: it is dead, and what runs is discarded. */
  public void cancel(TenantScope scope, ActionId id, String by, String why) {
    inTransaction(
        scope,
        transaction -> {
          RecordedAction action =
              transaction
                  .journal()
                  .lockAction(id)
                  .orElseThrow(() -> unknown(scope, "action " + id));
          if (!action.status().mayBecome(ActionStatus.COMPLETED)) {
            throw notOpen("action %s is %s".formatted(id, action.status().stored()));
          }
          Optional<StepEntry> step = transaction.steps().lock(id);
          if (step.isPresent()) {
            transaction.steps().remove(id);
          }
          transaction
              .agents()
              .abandon(id, AgentRunRecord.Status.CANCELLED, "%s: %s".formatted(by, why), now());
          Reason reason =
              bury(transaction, WorkItem.of(id), step.map(StepEntry::attempts).orElse(0), by, why);
          transaction
              .journal()
              .updateAction(
                  id,
                  ActionStatus.DEAD,
                  Answered.result(reason).withAll(Answered.approvalIn(action.result())),
                  now());
        });
  }

  private Reason bury(
      KernelTransaction transaction, WorkItem item, int attempts, String by, String why) {
    Reason reason = new Reason("cancelled", "cancelled by %s: %s".formatted(by, why));
    transaction
        .deadLetters()
        .add(new DeadLetter(item, attempts, reason, now(), new DeadLetter.Discard(by, now())));
    return reason;
  }

  private void inTransaction(TenantScope scope, Consumer<KernelTransaction> work) {
    store.inTransaction(
        scope,
        transaction -> {
          work.accept(transaction);
          return transaction;
        });
  }

  private static DeadLetter lockLetter(
      KernelTransaction transaction, TenantScope scope, WorkItem item) {
    return transaction
        .deadLetters()
        .lock(item)
        .orElseThrow(
            () ->
                new RefusedException(
                    "not_dead", "tenant %s has no dead %s".formatted(scope.tenant(), item)));
  }

  private void wake(TenantScope scope, WorkItem item) {
    if (item.kind() == WorkItem.Kind.ACTION) {
      machinery.work().offerSteps(scope.tenant());
    } else {
      store
          .inTransaction(scope, transaction -> transaction.events().find(new EventId(item.id())))
          .ifPresent(event -> machinery.work().offer(event.event()));
    }
    machinery.callOthers();
  }

  private Instant now() {
    return machinery.settings().now();
  }

  private static RefusedException unknown(TenantScope scope, String what) {
    return new RefusedException(
        "unknown_id", "tenant %s has no %s".formatted(scope.tenant(), what));
  }

  private static RefusedException notOpen(String what) {
    return new RefusedException("not_open", what + "; only what is still open can be cancelled");
  }
}
