package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store's {@link Journal#conclude} must do: all of a batch with its commit, or none. */
abstract class ConcludingContract extends StoreContract {
  private void conclude(TenantScope scope, Batch batch) {
    run(scope, t -> t.journal().conclude(batch.build(), NOW));
  }

  private RecordedEvent queued(String key) {
    return queue(StoreSamples.event(A, key).build());
  }

  private List<RecordedEffect> effects(ActionId action) {
    return in(A, t -> t.journal().effects(List.of(action)));
  }

  @Test
  void allOfABatchIsCommitted() {
    RecordedEvent done = queued("done");
    RecordedEvent dead = queued("dead");
    RecordedEvent later = queued("later");
    ActionId action = act(done, ActionStatus.COMPLETED);
    DeadLetter letter = StoreSamples.letter(WorkItem.of(dead.id()), NOW);
    Attempt attempt = StoreSamples.attempt(letter.item(), 3, NOW);
    conclude(
        A,
        Batch.empty()
            .effect(action, done, StoreSamples.task("t"))
            .effect(action, done, StoreSamples.message("m"))
            .completed(done)
            .buried(dead)
            .letter(letter)
            .attempt(attempt)
            .retry(later, 1, NOW));
    assertThat(effects(action)).hasSize(2);
    assertThat(entry(done)).isEmpty();
    assertThat(entry(dead)).isEmpty();
    assertThat(letter(A, letter.item())).contains(letter);
    assertThat(attempts(A, letter.item())).containsExactly(attempt);
    assertThat(entry(later)).contains(new QueueEntry(later.id(), 1, NOW));
  }

  @Test
  void decisionsAndActionsAreCommittedToo() {
    RecordedEvent event = queued("decided");
    ActionId id =
        in(
            A,
            t -> {
              DecisionId decision = t.journal().newDecisionIds(1).get(0);
              ActionId action = t.journal().newActionIds(1).get(0);
              t.journal()
                  .conclude(
                      StoreSamples.acting(event, decision, action).completed(event).build(), NOW);
              return action;
            });
    assertThat(decisions(event)).hasSize(1);
    assertThat(action(A, id)).isPresent();
    assertThat(entry(event)).isEmpty();
  }

  @Test
  void anEffectThatIsThereAlreadyLeavesNothingOfTheBatch() {
    RecordedEvent first = queued("first");
    RecordedEvent second = queued("second");
    ActionId one = act(first, ActionStatus.COMPLETED);
    ActionId two = act(second, ActionStatus.COMPLETED);
    conclude(A, Batch.empty().effect(one, first, StoreSamples.task("same")).completed(first));
    Batch again =
        Batch.empty()
            .effect(one, first, StoreSamples.message("new"))
            .effect(two, second, StoreSamples.task("same"))
            .completed(second);
    assertThatThrownBy(() -> conclude(A, again)).isInstanceOf(StaleClaimException.class);
    assertThat(effects(one)).hasSize(1);
    assertThat(effects(two)).isEmpty();
    assertThat(entry(second)).isPresent();
    assertThat(record(A, again)).as("recording tells which").containsExactly(two);
    assertThat(effects(one)).hasSize(2);
    assertThat(entry(second)).isEmpty();
  }

  @Test
  void anEventThatSomebodyElseProcessedLeavesNothingOfTheBatch() {
    RecordedEvent first = queued("first");
    RecordedEvent gone = queued("gone");
    ActionId action = act(first, ActionStatus.COMPLETED);
    conclude(A, Batch.empty().completed(gone));
    Batch batch =
        Batch.empty()
            .effect(action, first, StoreSamples.task("t"))
            .completed(first)
            .completed(gone);
    assertThatThrownBy(() -> conclude(A, batch)).isInstanceOf(StaleClaimException.class);
    assertThat(effects(action)).isEmpty();
    assertThat(entry(first)).isPresent();
  }

  @Test
  void anotherTenantsEventIsRefused() {
    RecordedEvent ofA = queued("mine");
    assertThatThrownBy(() -> conclude(B, Batch.empty().completed(ofA)))
        .isInstanceOf(RefusedException.class);
    assertThat(entry(ofA)).isPresent();
  }
}
