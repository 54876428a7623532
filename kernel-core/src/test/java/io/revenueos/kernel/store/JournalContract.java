package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.PolicyName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store's {@link Journal} must do about decisions, actions and the queue. */
abstract class JournalContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void idsAreNewAndAscending() {
    List<Long> decisions = new ArrayList<>();
    List<Long> actions = new ArrayList<>();
    for (int count : List.of(1, 3, 250, 2)) {
      List<DecisionId> newDecisions = in(A, t -> t.journal().newDecisionIds(count));
      List<ActionId> newActions = in(B, t -> t.journal().newActionIds(count));
      assertThat(newDecisions).hasSize(count);
      assertThat(newActions).hasSize(count);
      newDecisions.forEach(id -> decisions.add(id.value()));
      newActions.forEach(id -> actions.add(id.value()));
    }
    assertThat(decisions).isSorted().doesNotHaveDuplicates();
    assertThat(actions).isSorted().doesNotHaveDuplicates();
    assertThat(in(A, t -> t.journal().newDecisionIds(0)).size()).isZero();
    assertThat(in(A, t -> t.journal().newActionIds(0)).size()).isZero();
  }

  @Test
  void decisionsComeBackWithTheirActionsInOrder() {
    RecordedEvent event = append(StoreSamples.event(A, "decided").build());
    RecordedEvent other = append(StoreSamples.event(A, "decided too").build());
    KernelDecision acting =
        StoreSamples.decision(
            StoreSamples.action(".one"), StoreSamples.action(".two"), StoreSamples.action(".3"));
    KernelDecision guarding = StoreSamples.override(new PolicyName("test.guard_v1"));
    run(
        A,
        t -> {
          List<DecisionId> ids = t.journal().newDecisionIds(3);
          Batch batch =
              Batch.empty()
                  .decision(new NewDecision(ids.get(0), event, acting))
                  .decision(new NewDecision(ids.get(1), other, acting))
                  .decision(new NewDecision(ids.get(2), event, guarding));
          List<ActionId> actionIds = t.journal().newActionIds(6);
          for (int i = 0; i < 6; i++) {
            KernelAction action = acting.actions().get(i % 3);
            JsonObject result = JsonObject.of("for", action.reason().code());
            batch.action(
                new NewAction(
                    actionIds.get(i),
                    ids.get(i / 3),
                    i < 3 ? event : other,
                    action,
                    ActionStatus.LOGGED,
                    result));
          }
          assertThat(t.journal().record(batch.build(), NOW)).isEmpty();
        });
    List<RecordedDecision> read = decisions(event);
    assertThat(read).extracting(RecordedDecision::decision).containsExactly(acting, guarding);
    assertThat(read).extracting(RecordedDecision::eventId).containsOnly(event.id());
    assertThat(read).extracting(RecordedDecision::decidedAt).containsOnly(NOW);
    assertThat(read.get(0).actions())
        .extracting(RecordedAction::action)
        .isEqualTo(acting.actions());
    assertThat(read.get(0).actions())
        .allSatisfy(action -> assertThat(action.completedAt()).contains(NOW))
        .allSatisfy(action -> assertThat(action.decisionId()).isEqualTo(read.get(0).id()))
        .allSatisfy(
            action ->
                assertThat(action.result().text("for")).contains(action.action().reason().code()));
    assertThat(read.get(1).actions()).isEmpty();
    assertThat(decisions(other)).extracting(RecordedDecision::decision).containsExactly(acting);
    assertThat(decisions(other).get(0).actions()).hasSize(3);
  }

  @Test
  void aBatchSaysWhatBecomesOfItsEvents() {
    RecordedEvent done = queue(StoreSamples.event(A, "done").build());
    RecordedEvent failed = queue(StoreSamples.event(A, "failed").build());
    RecordedEvent dead = queue(StoreSamples.event(A, "dead").build());
    RecordedEvent untouched = queue(StoreSamples.event(A, "untouched").build());
    DeadLetter letter = StoreSamples.letter(WorkItem.of(dead.id()), NOW);
    Attempt first = StoreSamples.attempt(WorkItem.of(failed.id()), 1, NOW);
    Attempt last = StoreSamples.attempt(letter.item(), 3, NOW);
    record(
        A,
        Batch.empty()
            .completed(done)
            .retry(failed, 1, LATER)
            .buried(dead)
            .letter(letter)
            .attempt(first)
            .attempt(last));
    assertThat(entry(done)).isEmpty();
    assertThat(entry(failed)).contains(new QueueEntry(failed.id(), 1, LATER));
    assertThat(entry(failed).orElseThrow().status()).isEqualTo(EventStatus.FAILED);
    assertThat(entry(dead)).isEmpty();
    assertThat(entry(untouched)).contains(new QueueEntry(untouched.id(), 0, NOW));
    assertThat(letter(A, letter.item())).contains(letter);
    assertThat(attempts(A, WorkItem.of(failed.id()))).containsExactly(first);
    assertThat(attempts(A, letter.item())).containsExactly(last);
    assertThat(store().stats().events())
        .containsEntry(EventStatus.COMPLETED, 1L)
        .containsEntry(EventStatus.FAILED, 1L)
        .containsEntry(EventStatus.DEAD, 1L)
        .containsEntry(EventStatus.PENDING, 1L)
        .containsEntry(EventStatus.PROCESSING, 0L);
  }

  @Test
  void aBatchLeavesActionsToAWorkerNewOnesAndOldOnes() {
    RecordedEvent event = append(StoreSamples.event(A, "steps").build());
    ActionId old = act(event, ActionStatus.PENDING);
    ActionId added =
        in(
            A,
            t -> {
              DecisionId decision = t.journal().newDecisionIds(1).get(0);
              ActionId action = t.journal().newActionIds(1).get(0);
              KernelAction asked = StoreSamples.action(".later");
              KernelDecision decided = StoreSamples.override(new PolicyName("test.other_v1"));
              t.journal()
                  .record(
                      Batch.empty()
                          .decision(new NewDecision(decision, event, decided))
                          .action(
                              new NewAction(
                                  action,
                                  decision,
                                  event,
                                  asked,
                                  ActionStatus.PENDING,
                                  JsonObject.empty()))
                          .step(new NewStep(action, ActionType.AGENT_RUN, "cmo", NOW))
                          .step(new NewStep(old, ActionType.AGENT_RUN, "", LATER))
                          .build(),
                      NOW);
              return action;
            });
    assertThat(step(A, added).map(StepEntry::dueAt)).contains(NOW);
    assertThat(step(A, old).map(StepEntry::dueAt)).contains(LATER);
    assertThat(action(A, added).orElseThrow().completedAt()).isEmpty();
  }

  @Test
  void anEmptyBatchLeavesNothing() {
    assertThat(record(A, Batch.empty())).isEmpty();
    assertThat(store().tenantsWithEvents()).isEmpty();
  }

  static Stream<Arguments> waysToLeaveOrStay() {
    return Stream.of(
        way("completed", Batch::completed),
        way("retries", (batch, event) -> batch.retry(event, 1, LATER)),
        way(
            "buried",
            (batch, event) ->
                batch.buried(event).letter(StoreSamples.letter(WorkItem.of(event.id()), NOW))));
  }

  private static Arguments way(String name, BiConsumer<Batch, RecordedEvent> way) {
    return Arguments.of(name, way);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToLeaveOrStay")
  void aClaimIsStaleWhenSomebodyElseProcessedAnEventOfIt(
      String name, BiConsumer<Batch, RecordedEvent> way) {
    RecordedEvent first = queue(StoreSamples.event(A, "first").build());
    RecordedEvent gone = queue(StoreSamples.event(A, "gone").build());
    RecordedEvent last = queue(StoreSamples.event(A, "last").build());
    record(A, Batch.empty().completed(gone));
    Batch batch = Batch.empty();
    Stream.of(first, gone, last).forEach(event -> way.accept(batch, event));
    assertThatThrownBy(() -> record(A, batch)).as(name).isInstanceOf(StaleClaimException.class);
    assertThat(entry(first)).contains(new QueueEntry(first.id(), 0, NOW));
    assertThat(entry(last)).contains(new QueueEntry(last.id(), 0, NOW));
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
  }

  @Test
  void aClaimIsStaleWhenSomebodyElseRecordedThatAttempt() {
    RecordedEvent event = queue(StoreSamples.event(A, "tried").build());
    record(A, Batch.empty().retry(event, 1, LATER));
    assertThatThrownBy(() -> record(A, Batch.empty().retry(event, 1, NOW)))
        .isInstanceOf(StaleClaimException.class);
    assertThat(entry(event)).contains(new QueueEntry(event.id(), 1, LATER));
  }

  @Test
  void anActionIsUpdatedInPlace() {
    RecordedEvent event = append(StoreSamples.event(A, "updated").build());
    ActionId id = act(event, ActionStatus.PENDING);
    RecordedAction before = action(A, id).orElseThrow();
    assertThat(before.status()).isEqualTo(ActionStatus.PENDING);
    assertThat(before.completedAt()).isEmpty();
    assertThat(before.action()).isEqualTo(StoreSamples.action(".create_task"));
    update(id, ActionStatus.DEAD, JsonObject.of("error", "boom"), LATER);
    assertThat(action(A, id).orElseThrow().completedAt()).contains(LATER);
    update(id, ActionStatus.PENDING, JsonObject.empty(), LATER);
    assertThat(action(A, id).orElseThrow().completedAt()).isEmpty();
    update(id, ActionStatus.FAILED, JsonObject.of("error", "boom"), LATER);
    assertThat(action(A, id).orElseThrow().completedAt()).isEmpty();
    update(id, ActionStatus.COMPLETED, JsonObject.of("approved_by", "ada"), LATER);
    RecordedAction after = action(A, id).orElseThrow();
    assertThat(after.status()).isEqualTo(ActionStatus.COMPLETED);
    assertThat(after.result()).isEqualTo(JsonObject.of("approved_by", "ada"));
    assertThat(after.completedAt()).contains(LATER);
    assertThat(after.decisionId()).isEqualTo(before.decisionId());
    assertThat(decisions(event).get(0).actions()).containsExactly(after);
    assertThat(store().stats().actions())
        .containsEntry(ActionStatus.COMPLETED, 1L)
        .containsEntry(ActionStatus.PENDING, 0L);
  }

  private void update(ActionId id, ActionStatus status, JsonObject result, Instant at) {
    run(A, t -> t.journal().updateAction(id, status, result, at));
  }

  @Test
  void anActionThatIsNotThereCannotBeUpdated() {
    ActionId unused = in(A, t -> t.journal().newActionIds(1).get(0));
    assertThat(action(A, unused)).isEmpty();
    assertThatThrownBy(() -> update(unused, ActionStatus.DEAD, JsonObject.empty(), NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(A.tenant().toString());
  }
}
