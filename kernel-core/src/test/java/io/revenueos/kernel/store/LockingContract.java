package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What every store must do when two transactions want the same: the second one waits, and then sees
 * what the first one left.
 */
abstract class LockingContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  /** The second transaction begins while the first holds what it locked. */
  private <T> T second(Consumer<KernelTransaction> first, Function<KernelTransaction, T> second)
      throws Exception {
    FutureTask<T> waiting = new FutureTask<>(() -> in(A, second));
    run(
        A,
        t -> {
          first.accept(t);
          new Thread(waiting).start();
        });
    return waiting.get(30, TimeUnit.SECONDS);
  }

  @Test
  void anEventIsLockedForOneAtATime() throws Exception {
    RecordedEvent event = queue(StoreSamples.event(A, "one").build());
    Optional<QueueEntry> seen =
        second(
            t -> {
              assertThat(t.queue().lock(event)).isPresent();
              t.queue().remove(event);
            },
            t -> t.queue().lock(event));
    assertThat(seen).isEmpty();
  }

  @Test
  void anEventThatWasLockedAndLeftIsSeenAsItStands() throws Exception {
    RecordedEvent event = queue(StoreSamples.event(A, "one").build());
    Optional<QueueEntry> seen =
        second(
            t -> {
              assertThat(t.queue().lock(event)).isPresent();
              t.journal().record(Batch.empty().retry(event, 1, LATER).build(), NOW);
            },
            t -> t.queue().lock(event));
    assertThat(seen).contains(new QueueEntry(event.id(), 1, LATER));
  }

  @Test
  void anActionIsLockedForOneAtATime() throws Exception {
    ActionId id = act(append(StoreSamples.event(A, "one").build()), ActionStatus.PENDING);
    Optional<RecordedAction> seen =
        second(
            t -> {
              assertThat(t.journal().lockAction(id)).isPresent();
              t.journal().updateAction(id, ActionStatus.COMPLETED, JsonObject.empty(), NOW);
            },
            t -> t.journal().lockAction(id));
    assertThat(seen).map(RecordedAction::status).contains(ActionStatus.COMPLETED);
  }

  @Test
  void aStepIsLockedForOneAtATime() throws Exception {
    ActionId id = act(append(StoreSamples.event(A, "one").build()), ActionStatus.PENDING);
    addStep(A, new NewStep(id, ActionType.AGENT_RUN, "", NOW));
    LeaseRequest request =
        new LeaseRequest("n", NOW, LATER, 1, Set.of(ActionType.AGENT_RUN), Set.of());
    Optional<StepEntry> leased =
        second(
            t -> {
              assertThat(t.steps().lock(id)).isPresent();
              t.steps().lease(request);
            },
            t -> t.steps().lock(id));
    assertThat(leased).map(StepEntry::attempts).contains(1);
    Optional<StepEntry> gone =
        second(
            t -> {
              assertThat(t.steps().lock(id)).isPresent();
              t.steps().remove(id);
            },
            t -> t.steps().lock(id));
    assertThat(gone).isEmpty();
  }

  @Test
  void aLetterIsLockedForOneAtATime() throws Exception {
    RecordedEvent event = bury(queue(StoreSamples.event(A, "one").build()), NOW);
    WorkItem item = WorkItem.of(event.id());
    Optional<DeadLetter> seen =
        second(
            t -> {
              assertThat(t.deadLetters().lock(item)).isPresent();
              t.deadLetters().remove(item);
            },
            t -> t.deadLetters().lock(item));
    assertThat(seen).isEmpty();
  }

  @Test
  void anEventThatTwoProcessIsProcessedByOne() {
    RecordedEvent event = queue(StoreSamples.event(A, "one").build());
    FutureTask<Boolean> other =
        new FutureTask<>(
            () -> {
              record(A, Batch.empty().completed(event));
              return true;
            });
    run(
        A,
        t -> {
          assertThat(t.queue().lock(event)).isPresent();
          t.journal().record(Batch.empty().completed(event).build(), NOW);
          new Thread(other).start();
        });
    assertThatThrownBy(() -> other.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StaleClaimException.class);
    assertThat(entry(event)).isEmpty();
  }
}
