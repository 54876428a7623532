package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must do when retention removes finished work. */
abstract class PruningContract extends StoreContract {
  private static final Instant OLD = NOW.minusSeconds(86_400);
  private static final Instant LIMIT = NOW.minusSeconds(3_600);

  private int prune(@Nullable Instant completedBefore, @Nullable Instant deadBefore, int limit) {
    return in(A, t -> t.prune(new Pruning(completedBefore, deadBefore, limit)));
  }

  private int pruneAll() {
    return prune(LIMIT, LIMIT, 100);
  }

  private RecordedEvent completed(String name, Instant at) {
    return append(Arrival.inHand(StoreSamples.event(A, name).build()), at);
  }

  private RecordedEvent queued(String name, Instant at) {
    return append(Arrival.queued(StoreSamples.event(A, name).build()), at);
  }

  private boolean isThere(RecordedEvent event) {
    return in(A, t -> t.events().find(event.id()).isPresent());
  }

  private RecordedEvent caused(RecordedEvent by, ActionStatus status, String name) {
    ActionId action = act(by, status, OLD);
    return append(
        Arrival.causedBy(new Causation(action.value(), 1), StoreSamples.event(A, name).build()),
        OLD);
  }

  private void die(ActionId action, Instant at) {
    run(
        A,
        t -> {
          RecordedAction before = t.journal().lockAction(action).orElseThrow();
          t.journal().updateAction(action, ActionStatus.DEAD, before.result(), at);
          t.deadLetters().add(StoreSamples.letter(WorkItem.of(action), at));
        });
  }

  @Test
  void completedEventsGoByTheTimeTheyWereRecorded() {
    RecordedEvent old = completed("old", LIMIT.minusNanos(1_000));
    RecordedEvent young = completed("young", LIMIT);
    assertThat(prune(null, LIMIT, 100)).isZero();
    assertThat(isThere(old)).isTrue();
    assertThat(prune(LIMIT, null, 100)).isEqualTo(1);
    assertThat(isThere(old)).isFalse();
    assertThat(isThere(young)).isTrue();
    assertThat(prune(null, null, 100)).isZero();
    assertThat(pruneAll()).isZero();
    assertThat(store().ownerOf(old.id())).isEmpty();
  }

  @Test
  void anEventGoesWithAllThatIsKnownOfIt() {
    RecordedEvent event = queued("whole", OLD);
    ActionId action = act(event, ActionStatus.COMPLETED, OLD);
    WorkItem item = WorkItem.of(event.id());
    record(
        A,
        Batch.empty()
            .completed(event)
            .attempt(StoreSamples.attempt(item, 1, OLD))
            .attempt(StoreSamples.attempt(WorkItem.of(action), 1, OLD)));
    assertThat(pruneAll()).isEqualTo(1);
    assertThat(decisions(event)).isEmpty();
    assertThat(action(A, action)).isEmpty();
    assertThat(attempts(A, item)).isEmpty();
    assertThat(attempts(A, WorkItem.of(action))).isEmpty();
    assertThat(store().stats().failedAttempts()).isZero();
    assertThat(store().stats().events()).containsEntry(EventStatus.COMPLETED, 0L);
    assertThat(store().stats().actions()).containsEntry(ActionStatus.COMPLETED, 0L);
    assertThat(store().tenantsWithEvents()).isEmpty();
  }

  @Test
  void effectsStay() {
    RecordedEvent event = completed("effects", OLD);
    ActionId action = act(event, ActionStatus.COMPLETED, OLD);
    record(A, Batch.empty().effect(action, event, StoreSamples.message("m")));
    record(A, Batch.empty().effect(action, event, StoreSamples.task("t")));
    record(A, Batch.empty().effect(action, event, StoreSamples.recommendation("r")));
    assertThat(pruneAll()).isEqualTo(1);
    assertThat(store().stats().outbox()).containsEntry("scheduled", 1L);
    RecordedEvent later = completed("later", NOW);
    ActionId again = act(later, ActionStatus.COMPLETED, NOW);
    Batch same =
        Batch.empty()
            .effect(again, later, StoreSamples.message("m"))
            .effect(again, later, StoreSamples.task("t"))
            .effect(again, later, StoreSamples.recommendation("r"));
    assertThat(record(A, same)).containsExactly(again);
  }

  @Test
  void nothingOpenIsTouched() {
    RecordedEvent pending = queued("pending", OLD);
    RecordedEvent failed = queued("failed", OLD);
    record(A, Batch.empty().retry(failed, 1, OLD));
    RecordedEvent waiting = completed("waiting", OLD);
    act(waiting, ActionStatus.PENDING, OLD);
    RecordedEvent failing = completed("failing", OLD);
    ActionId step = act(failing, ActionStatus.FAILED, OLD);
    addStep(A, new NewStep(step, ActionType.AGENT_RUN, "", OLD));
    assertThat(pruneAll()).isZero();
    assertThat(List.of(pending, failed, waiting, failing)).allMatch(this::isThere);
    assertThat(step(A, step)).isPresent();
  }

  @Test
  void aCauseStaysWhileWhatItCausedIsOpen() {
    RecordedEvent cause = completed("cause", OLD);
    RecordedEvent caused = caused(cause, ActionStatus.COMPLETED, "caused");
    RecordedEvent bystander = completed("bystander", OLD);
    assertThat(pruneAll()).isEqualTo(1);
    assertThat(isThere(bystander)).isFalse();
    assertThat(isThere(cause)).isTrue();
    record(A, Batch.empty().completed(caused));
    assertThat(pruneAll()).isEqualTo(2);
    assertThat(isThere(cause)).isFalse();
    assertThat(isThere(caused)).isFalse();
  }

  @Test
  void whatWasCausedMayOutliveItsCause() {
    RecordedEvent cause = completed("cause", OLD);
    ActionId action = act(cause, ActionStatus.COMPLETED, OLD);
    Causation causation = new Causation(action.value(), 1);
    RecordedEvent caused =
        append(Arrival.causedBy(causation, StoreSamples.event(A, "young").build()), NOW);
    record(A, Batch.empty().completed(caused));
    assertThat(pruneAll()).isEqualTo(1);
    assertThat(isThere(cause)).isFalse();
    RecordedEvent kept = in(A, t -> t.events().find(caused.id()).orElseThrow());
    assertThat(kept.causation()).contains(causation);
  }

  @Test
  void deadEventsGoByTheTimeTheyDied() {
    RecordedEvent longDead = bury(queued("long dead", OLD), LIMIT.minusNanos(1_000));
    RecordedEvent justDied = bury(queued("just died", OLD), LIMIT);
    assertThat(prune(LIMIT, null, 100)).isZero();
    assertThat(pruneAll()).isEqualTo(1);
    assertThat(isThere(longDead)).isFalse();
    assertThat(letter(A, WorkItem.of(longDead.id()))).isEmpty();
    assertThat(isThere(justDied)).isTrue();
    assertThat(letter(A, WorkItem.of(justDied.id()))).isPresent();
    assertThat(store().stats().events())
        .containsEntry(EventStatus.DEAD, 1L)
        .containsEntry(EventStatus.COMPLETED, 0L);
  }

  @Test
  void aDiscardedLetterStaysAsLongAsAnyOther() {
    RecordedEvent dead = bury(queued("dead", OLD), LIMIT);
    run(
        A,
        t -> {
          DeadLetter letter = t.deadLetters().lock(WorkItem.of(dead.id())).orElseThrow();
          t.deadLetters()
              .replace(
                  new DeadLetter(
                      letter.item(),
                      letter.attempts(),
                      letter.reason(),
                      letter.diedAt(),
                      new DeadLetter.Discard("ada", NOW)));
        });
    assertThat(prune(NOW, null, 100)).isZero();
    assertThat(pruneAll()).isZero();
    assertThat(prune(null, NOW, 100)).isEqualTo(1);
    assertThat(letter(A, WorkItem.of(dead.id()))).isEmpty();
  }

  @Test
  void aCompletedEventWithADeadActionGoesByTheTimeTheActionDied() {
    RecordedEvent event = completed("dead action", OLD);
    ActionId action = act(event, ActionStatus.PENDING, OLD);
    die(action, LIMIT);
    assertThat(prune(NOW, null, 100)).isZero();
    assertThat(pruneAll()).isZero();
    assertThat(prune(null, NOW, 100)).isEqualTo(1);
    assertThat(isThere(event)).isFalse();
    assertThat(letter(A, WorkItem.of(action))).isEmpty();
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
  }

  @Test
  void theOldestGoFirstAndNoMoreThanTheLimit() {
    List<RecordedEvent> events =
        List.of(completed("1", OLD), completed("2", OLD), completed("3", OLD), completed("4", OLD));
    assertThat(prune(LIMIT, LIMIT, 3)).isEqualTo(3);
    assertThat(events).filteredOn(this::isThere).containsExactly(events.get(3));
    assertThat(prune(LIMIT, LIMIT, 3)).isEqualTo(1);
    assertThat(prune(LIMIT, LIMIT, 3)).isZero();
  }
}
