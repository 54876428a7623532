package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store's {@link DeadLetters} must do. */
abstract class DeadLettersContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  private RecordedEvent event(int number) {
    return append(StoreSamples.event(A, "dead " + number).build());
  }

  private WorkItem actionItem(int number) {
    return WorkItem.of(act(event(number), ActionStatus.DEAD));
  }

  private DeadLetter add(WorkItem item) {
    DeadLetter letter = StoreSamples.letter(item, NOW);
    run(A, t -> t.deadLetters().add(letter));
    return letter;
  }

  private List<DeadLetter> page(TenantScope scope, @Nullable WorkItem after, int limit) {
    return in(scope, t -> t.deadLetters().page(after, limit));
  }

  private static DeadLetter discarded(DeadLetter letter) {
    return new DeadLetter(
        letter.item(),
        letter.attempts(),
        letter.reason(),
        letter.diedAt(),
        new DeadLetter.Discard("ada", LATER));
  }

  @Test
  void aLetterComesBackAsItWasAdded() {
    DeadLetter ofEvent = add(WorkItem.of(event(1).id()));
    DeadLetter ofAction = add(actionItem(2));
    for (DeadLetter letter : List.of(ofEvent, ofAction)) {
      assertThat(letter(A, letter.item())).contains(letter);
      run(A, t -> assertThat(t.deadLetters().lock(letter.item())).contains(letter));
    }
    assertThat(letter(A, WorkItem.of(event(3).id()))).isEmpty();
  }

  @Test
  void anEventAndAnActionWithTheSameNumberAreNotTheSame() {
    WorkItem event = WorkItem.of(event(1).id());
    add(event);
    assertThat(letter(A, new WorkItem(WorkItem.Kind.ACTION, event.id()))).isEmpty();
  }

  @Test
  void lettersArePagedEventsFirstAndByTheirIds() {
    List<WorkItem> actions = List.of(actionItem(1), actionItem(2), actionItem(3));
    List<WorkItem> events = new ArrayList<>();
    for (int i = 4; i < 8; i++) {
      events.add(WorkItem.of(event(i).id()));
    }
    List<DeadLetter> all = new ArrayList<>();
    events.forEach(item -> all.add(StoreSamples.letter(item, LATER.minusSeconds(item.id()))));
    actions.forEach(item -> all.add(StoreSamples.letter(item, NOW)));
    run(
        A,
        t -> {
          for (int i = all.size() - 1; i >= 0; i--) {
            t.deadLetters().add(all.get(i));
          }
        });
    assertThat(page(A, null, 100)).isEqualTo(all);
    assertThat(page(A, null, 3)).isEqualTo(all.subList(0, 3));
    assertThat(page(A, all.get(2).item(), 3)).isEqualTo(all.subList(3, 6));
    assertThat(page(A, all.get(5).item(), 3)).isEqualTo(all.subList(6, 7));
    assertThat(page(A, all.get(6).item(), 3)).isEmpty();
    run(A, t -> t.deadLetters().remove(all.get(2).item()));
    assertThat(page(A, all.get(2).item(), 1)).isEqualTo(all.subList(3, 4));
  }

  @Test
  void aDiscardedLetterIsKeptButNotListed() {
    DeadLetter kept = add(WorkItem.of(event(1).id()));
    DeadLetter letter = add(WorkItem.of(event(2).id()));
    run(A, t -> t.deadLetters().replace(discarded(letter)));
    assertThat(letter(A, letter.item())).contains(discarded(letter));
    assertThat(page(A, null, 10)).containsExactly(kept);
    assertThat(page(A, letter.item(), 10)).isEmpty();
    assertThat(store().stats().events()).containsEntry(EventStatus.DEAD, 2L);
    assertThat(store().tenantsWithDeadLetters()).containsExactly(A.tenant());
    run(A, t -> t.deadLetters().replace(discarded(kept)));
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
  }

  @Test
  void aLetterThatIsReplacedIsReplacedWhole() {
    WorkItem item = add(actionItem(1)).item();
    DeadLetter other = new DeadLetter(item, 9, new Reason("timeout", "too slow"), LATER, null);
    run(A, t -> t.deadLetters().replace(other));
    assertThat(letter(A, item)).contains(other);
  }

  @Test
  void whatIsTriedAgainHasNoLetter() {
    RecordedEvent event = queue(StoreSamples.event(A, "dead").build());
    WorkItem item = WorkItem.of(event.id());
    bury(event, NOW);
    run(
        A,
        t -> {
          t.deadLetters().remove(item);
          t.queue().add(event, new QueueEntry(event.id(), 0, LATER));
        });
    assertThat(letter(A, item)).isEmpty();
    assertThat(page(A, null, 10)).isEmpty();
    assertThat(store().tenantsWithDeadLetters()).isEmpty();
    assertThat(store().stats().events())
        .containsEntry(EventStatus.DEAD, 0L)
        .containsEntry(EventStatus.PENDING, 1L);
    bury(event, LATER);
    assertThat(letter(A, item).orElseThrow().diedAt()).isEqualTo(LATER);
  }

  @Test
  void aLetterThatIsNotThereIsNeitherReplacedNorRemoved() {
    WorkItem item = WorkItem.of(event(1).id());
    assertThatThrownBy(() -> run(A, t -> t.deadLetters().remove(item)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(item.toString());
    DeadLetter letter = StoreSamples.letter(item, NOW);
    assertThatThrownBy(() -> run(A, t -> t.deadLetters().replace(letter)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(item.toString());
    assertThat(letter(A, item)).isEmpty();
  }

  @Test
  void everyAttemptIsKeptTheOldestFirst() {
    WorkItem item = WorkItem.of(event(1).id());
    WorkItem other = actionItem(2);
    List<Attempt> made =
        List.of(
            StoreSamples.attempt(item, 1, NOW),
            StoreSamples.attempt(item, 2, NOW.plusSeconds(1)),
            StoreSamples.attempt(item, 3, NOW.plusSeconds(2)));
    for (Attempt attempt : made) {
      run(A, t -> t.deadLetters().addAttempt(attempt));
    }
    Attempt ofOther = StoreSamples.attempt(other, 1, NOW);
    record(A, Batch.empty().attempt(ofOther));
    assertThat(attempts(A, item)).isEqualTo(made);
    assertThat(attempts(A, other)).containsExactly(ofOther);
    assertThat(attempts(A, WorkItem.of(event(3).id()))).isEmpty();
    assertThat(store().stats().failedAttempts()).isEqualTo(4);
  }

  /** After an operator's retry the numbers begin again. */
  @Test
  void anAttemptWithANumberThatWasThereBeforeIsKeptToo() {
    WorkItem item = WorkItem.of(event(1).id());
    Attempt before = StoreSamples.attempt(item, 1, NOW);
    Attempt again = StoreSamples.attempt(item, 1, LATER);
    run(A, t -> t.deadLetters().addAttempt(before));
    record(A, Batch.empty().attempt(again));
    assertThat(attempts(A, item)).containsExactly(before, again);
  }

  @Test
  void tenantsHaveTheirOwnLetters() {
    DeadLetter ofA = add(WorkItem.of(event(1).id()));
    RecordedEvent eventOfB = queue(StoreSamples.event(B, "dead").build());
    bury(eventOfB, NOW);
    assertThat(page(A, null, 10)).containsExactly(ofA);
    assertThat(page(B, null, 10))
        .extracting(DeadLetter::item)
        .containsExactly(WorkItem.of(eventOfB.id()));
    assertThat(store().tenantsWithDeadLetters()).containsExactlyInAnyOrder(A.tenant(), B.tenant());
  }
}
