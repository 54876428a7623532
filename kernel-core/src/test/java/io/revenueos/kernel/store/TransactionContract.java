package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store's transactions must do: commit whole or leave nothing. */
abstract class TransactionContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  private void rollBack(TenantScope scope, Consumer<KernelTransaction> work) {
    assertThatThrownBy(
            () ->
                run(
                    scope,
                    t -> {
                      work.accept(t);
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
  }

  @Test
  void aTransactionReturnsWhatItsWorkReturns() {
    assertThat(in(A, t -> "result").length()).isEqualTo(6);
  }

  @Test
  void aTransactionSeesWhatItWrote() {
    KernelEvent event = StoreSamples.event(A, "own").build();
    run(
        A,
        t -> {
          RecordedEvent added =
              t.events()
                  .find(t.events().append(List.of(Arrival.queued(event)), NOW).get(0).eventId())
                  .orElseThrow();
          assertThat(added.event()).isEqualTo(event);
          assertThat(t.queue().find(added)).isPresent();
          t.journal().record(Batch.empty().retry(added, 1, LATER).build(), NOW);
          assertThat(t.queue().find(added)).contains(new QueueEntry(added.id(), 1, LATER));
        });
  }

  @Test
  void whatIsAddedIsGoneAfterARollback() {
    RecordedEvent before = append(StoreSamples.event(A, "before").build());
    KernelEvent gone = StoreSamples.event(A, "gone").build();
    DecisionId decision = in(A, t -> t.journal().newDecisionIds(1).get(0));
    ActionId action = in(A, t -> t.journal().newActionIds(1).get(0));
    WorkItem item = WorkItem.of(action);
    Batch batch =
        Batch.empty()
            .decision(new NewDecision(decision, before, StoreSamples.decision()))
            .action(
                new NewAction(
                    action,
                    decision,
                    before,
                    StoreSamples.action(".x"),
                    ActionStatus.PENDING,
                    JsonObject.empty()))
            .effect(action, before, StoreSamples.message("m"))
            .step(new NewStep(action, ActionType.AGENT_RUN, "", NOW))
            .letter(StoreSamples.letter(item, NOW))
            .attempt(StoreSamples.attempt(item, 1, NOW));
    KernelStats counted = store().stats();
    rollBack(
        A,
        t -> {
          t.events().append(List.of(Arrival.queued(gone)), NOW);
          t.journal().record(batch.build(), NOW);
        });
    assertThat(store().stats()).isEqualTo(counted);
    assertThat(decisions(before)).isEmpty();
    assertThat(action(A, action)).isEmpty();
    assertThat(step(A, action)).isEmpty();
    assertThat(letter(A, item)).isEmpty();
    assertThat(attempts(A, item)).isEmpty();
    assertThat(store().openPartitions(NOW)).isEmpty();
    assertThat(store().tenantsWithSteps()).isEmpty();
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
    assertThat(queue(gone).event()).isEqualTo(gone);
    assertThat(record(A, batch)).isEmpty();
  }

  @Test
  void whatIsChangedOrRemovedIsAsBeforeAfterARollback() {
    RecordedEvent pending = queue(StoreSamples.event(A, "pending").build());
    RecordedEvent done = append(StoreSamples.event(A, "done").build());
    RecordedEvent dead = bury(queue(StoreSamples.event(A, "dead").build()), NOW);
    ActionId action = act(pending, ActionStatus.PENDING);
    addStep(A, new NewStep(action, ActionType.AGENT_RUN, "", NOW));
    KernelStats counted = store().stats();
    Optional<StepEntry> step = step(A, action);
    Optional<RecordedAction> recorded = action(A, action);
    rollBack(A, t -> changeEverything(t, pending, dead, action));
    assertThat(store().stats()).isEqualTo(counted);
    assertThat(entry(pending)).contains(new QueueEntry(pending.id(), 0, NOW));
    assertThat(entry(dead)).isEmpty();
    assertThat(step(A, action)).isEqualTo(step);
    assertThat(action(A, action)).isEqualTo(recorded);
    assertThat(letter(A, WorkItem.of(dead.id())))
        .contains(StoreSamples.letter(WorkItem.of(dead.id()), NOW));
    Optional<RecordedEvent> kept = in(A, t -> t.events().find(done.id()));
    assertThat(kept).contains(done);
    rollBack(A, t -> t.steps().remove(action));
    assertThat(step(A, action)).isEqualTo(step);
  }

  private static void changeEverything(
      KernelTransaction t, RecordedEvent pending, RecordedEvent dead, ActionId action) {
    t.journal().record(Batch.empty().retry(pending, 1, LATER).build(), NOW);
    t.journal().record(Batch.empty().completed(pending).build(), NOW);
    t.journal().updateAction(action, ActionStatus.DEAD, JsonObject.empty(), NOW);
    t.journal().updateAction(action, ActionStatus.PENDING, JsonObject.empty(), NOW);
    Set<ActionType> types = Set.of(ActionType.AGENT_RUN);
    t.steps().lease(new LeaseRequest("n", NOW, LATER, 1, types, Set.of()));
    t.steps().release(action, 1, LATER);
    t.deadLetters().remove(WorkItem.of(dead.id()));
    t.queue().add(dead, new QueueEntry(dead.id(), 0, LATER));
    assertThat(t.prune(new Pruning(LATER, LATER, 10))).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsRolledBackIsFreeAtOnce() {
    ActionId action = act(append(StoreSamples.event(A, "step").build()), ActionStatus.PENDING);
    addStep(A, new NewStep(action, ActionType.AGENT_RUN, "", NOW));
    LeaseRequest request =
        new LeaseRequest("n", NOW, LATER, 1, Set.of(ActionType.AGENT_RUN), Set.of());
    rollBack(A, t -> assertThat(t.steps().lease(request)).hasSize(1));
    List<LeasedStep> leased = in(A, t -> t.steps().lease(request));
    assertThat(leased).extracting(step -> step.entry().attempts()).containsExactly(1);
  }

  @Test
  void aTransactionAfterARollbackStartsAfresh() {
    rollBack(A, t -> t.events().append(List.of(inHand("gone")), NOW));
    run(A, t -> t.events().append(List.of(inHand("kept")), NOW));
    rollBack(A, t -> t.events().append(List.of(inHand("gone too")), NOW));
    assertThat(store().stats().events().values().stream().mapToLong(n -> n).sum()).isEqualTo(1);
  }

  private static Arrival inHand(String name) {
    return Arrival.inHand(StoreSamples.event(A, name).build());
  }

  @Test
  void theDirectoryFindsRowsOfItsOwnTenantOnly() {
    UUID leadRow = UUID.fromString("11111111-0000-4000-8000-000000000001");
    UUID dealRow = UUID.fromString("22222222-0000-4000-8000-000000000001");
    Target lead = Target.of(Target.Kind.LEAD, leadRow.toString());
    Target deal = Target.of(Target.Kind.DEAL, dealRow.toString());
    Target hostile = Target.of(Target.Kind.LEAD, "' or 1=1 --");
    Target otherKind = Target.of(Target.Kind.CAMPAIGN, leadRow.toString());
    Directory.Entry leadEntry = new Directory.Entry(leadRow, "ada@example.com", "+49 30 1234");
    Directory.Entry dealEntry = new Directory.Entry(dealRow, null, null);
    fixture().addRow(A.tenant(), lead, leadEntry);
    fixture().addRow(A.tenant(), deal, dealEntry);
    Set<Target> targets = Set.of(lead, deal, hostile, otherKind);
    run(
        A,
        t -> {
          assertThat(t.find(lead)).contains(leadEntry);
          assertThat(t.find(deal)).contains(dealEntry);
          assertThat(t.find(hostile)).isEmpty();
          assertThat(t.find(otherKind)).isEmpty();
          assertThat(t.findAll(targets)).isEqualTo(Map.of(lead, leadEntry, deal, dealEntry));
          assertThat(t.findAll(Set.of())).isEmpty();
        });
    run(
        B,
        t -> {
          assertThat(t.find(lead)).isEmpty();
          assertThat(t.findAll(targets)).isEmpty();
        });
  }
}
