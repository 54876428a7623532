package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.NOW;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract have in common: an empty store, and words for what they do. */
abstract class StoreContract {
  private StoreFixture fixture;
  private KernelStore store;

  protected abstract StoreFixture open();

  @BeforeEach
  void openStore() {
    fixture = open();
    store = fixture.store();
  }

  @AfterEach
  void closeStore() {
    fixture.close();
  }

  StoreFixture fixture() {
    return fixture;
  }

  KernelStore store() {
    return store;
  }

  <T> T in(TenantScope scope, Function<KernelTransaction, T> work) {
    return store.inTransaction(scope, work);
  }

  void run(TenantScope scope, Consumer<KernelTransaction> work) {
    store.<Boolean>inTransaction(
        scope,
        transaction -> {
          work.accept(transaction);
          return true;
        });
  }

  /** Runs what the store may refuse, because an id in it is another tenant's. */
  void runOrRefuse(TenantScope scope, Consumer<KernelTransaction> work) {
    try {
      run(scope, work);
    } catch (RefusedException allowed) {
      // What matters is what the owner sees afterwards.
    }
  }

  /** Adds an event that never enters the queue: it counts as completed. */
  RecordedEvent append(KernelEvent event) {
    return append(Arrival.inHand(event), NOW);
  }

  /** Adds an event to the log and the queue. */
  RecordedEvent queue(KernelEvent event) {
    return append(Arrival.queued(event), NOW);
  }

  RecordedEvent append(Arrival arrival, Instant at) {
    return in(
        arrival.event().scope(),
        t ->
            t.events()
                .find(t.events().append(List.of(arrival), at).get(0).eventId())
                .orElseThrow());
  }

  /** Records a decision about an event, with one action. */
  ActionId act(RecordedEvent event, ActionStatus status) {
    return act(event, status, NOW);
  }

  ActionId act(RecordedEvent event, ActionStatus status, Instant at) {
    return in(
        event.event().scope(),
        t -> {
          KernelDecision decision = StoreSamples.decision(StoreSamples.action(".create_task"));
          DecisionId decisionId = t.journal().newDecisionIds(1).get(0);
          ActionId id = t.journal().newActionIds(1).get(0);
          NewAction action =
              new NewAction(
                  id,
                  decisionId,
                  event,
                  decision.actions().get(0),
                  status,
                  JsonObject.of("waiting_for", "override"));
          Batch batch = Batch.empty().decision(new NewDecision(decisionId, event, decision));
          t.journal().record(batch.action(action).build(), at);
          return id;
        });
  }

  /** Leaves an action to a worker that was recorded before. */
  void addStep(TenantScope scope, NewStep step) {
    run(scope, t -> t.steps().add(step));
  }

  Set<ActionId> record(TenantScope scope, Batch batch) {
    return in(scope, t -> t.journal().record(batch.build(), NOW));
  }

  /** An event that failed for good: out of the queue, with a letter. */
  RecordedEvent bury(RecordedEvent event, Instant diedAt) {
    DeadLetter letter = StoreSamples.letter(WorkItem.of(event.id()), diedAt);
    record(event.event().scope(), Batch.empty().buried(event).letter(letter));
    return event;
  }

  Optional<QueueEntry> entry(RecordedEvent event) {
    return in(event.event().scope(), t -> t.queue().find(event));
  }

  Optional<RecordedAction> action(TenantScope scope, ActionId id) {
    return in(scope, t -> t.journal().lockAction(id));
  }

  List<RecordedDecision> decisions(RecordedEvent event) {
    return in(event.event().scope(), t -> t.journal().decisions(event.id()));
  }

  Optional<StepEntry> step(TenantScope scope, ActionId id) {
    return in(scope, t -> t.steps().find(id));
  }

  Optional<DeadLetter> letter(TenantScope scope, WorkItem item) {
    return in(scope, t -> t.deadLetters().find(item));
  }

  List<Attempt> attempts(TenantScope scope, WorkItem item) {
    return in(scope, t -> t.deadLetters().attempts(item));
  }
}
