package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every store must keep from a tenant that knows another one's ids: an id that is someone
 * else's is an id that does not exist. See also {@link EventLogContract} and {@link
 * EventQueueContract}.
 */
abstract class IsolationContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  /** What A has, and B would like to see or touch. */
  record Prey(RecordedEvent event, ActionId action, long fence) {
    WorkItem eventItem() {
      return WorkItem.of(event.id());
    }

    WorkItem actionItem() {
      return WorkItem.of(action);
    }
  }

  private Prey prey;

  @BeforeEach
  void giveAWhatBMustNotSee() {
    RecordedEvent event = queue(StoreSamples.event(A, "private").build());
    ActionId action = act(event, ActionStatus.PENDING);
    addStep(A, new NewStep(action, ActionType.AGENT_RUN, "cmo", NOW));
    LeaseRequest request = leaseRequest("a");
    long fence = in(A, t -> t.steps().lease(request)).get(0).entry().fence();
    prey = new Prey(event, action, fence);
    record(
        A,
        Batch.empty()
            .effect(action, event, StoreSamples.task("t"))
            .letter(StoreSamples.letter(prey.actionItem(), NOW))
            .attempt(StoreSamples.attempt(prey.actionItem(), 1, NOW)));
  }

  private static LeaseRequest leaseRequest(String node) {
    return new LeaseRequest(node, NOW, LATER, 10, Set.of(ActionType.AGENT_RUN), Set.of());
  }

  @Test
  void anotherTenantSeesNothing() {
    run(
        B,
        t -> {
          assertThat(t.journal().decisions(prey.event().id())).isEmpty();
          assertThat(t.journal().effects(List.of(prey.action()))).isEmpty();
          assertThat(t.journal().lockAction(prey.action())).isEmpty();
          assertThat(t.steps().find(prey.action())).isEmpty();
          assertThat(t.steps().lock(prey.action())).isEmpty();
          assertThat(t.deadLetters().find(prey.actionItem())).isEmpty();
          assertThat(t.deadLetters().lock(prey.actionItem())).isEmpty();
          assertThat(t.deadLetters().page(null, 10)).isEmpty();
          assertThat(t.deadLetters().attempts(prey.actionItem())).isEmpty();
        });
  }

  static Stream<Arguments> refusedBatches() {
    return Stream.of(
        batch(
            "decision",
            (batch, prey) ->
                batch.decision(
                    new NewDecision(new DecisionId(4_711), prey.event(), StoreSamples.decision()))),
        batch(
            "action",
            (batch, prey) ->
                batch.action(
                    new NewAction(
                        new ActionId(4_711),
                        new DecisionId(1),
                        prey.event(),
                        StoreSamples.action(".x"),
                        ActionStatus.PENDING,
                        JsonObject.empty()))),
        batch(
            "effect",
            (batch, prey) -> batch.effect(prey.action(), prey.event(), StoreSamples.task("t"))),
        batch("completed", (batch, prey) -> batch.completed(prey.event())),
        batch("retries", (batch, prey) -> batch.retry(prey.event(), 1, LATER)),
        batch(
            "buried",
            (batch, prey) ->
                batch.buried(prey.event()).letter(StoreSamples.letter(prey.eventItem(), NOW))));
  }

  private static Arguments batch(String name, BiConsumer<Batch, Prey> fill) {
    return Arguments.of(name, fill);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedBatches")
  void aBatchAboutAnotherTenantsEventIsRefused(String name, BiConsumer<Batch, Prey> fill) {
    RecordedEvent own = queue(StoreSamples.event(B, "own").build());
    Batch batch = Batch.empty().completed(own);
    fill.accept(batch, prey);
    assertThatThrownBy(() -> record(B, batch)).as(name).isInstanceOf(RefusedException.class);
    assertThat(entry(own)).isPresent();
    assertThatNothingHappenedToA();
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    DeadLetter letter = StoreSamples.letter(prey.actionItem(), LATER);
    List<Consumer<KernelTransaction>> changes =
        List.of(
            t ->
                t.journal().updateAction(prey.action(), ActionStatus.DEAD, JsonObject.empty(), NOW),
            t -> t.steps().release(prey.action(), 0, NOW),
            t -> t.steps().remove(prey.action()),
            t -> t.deadLetters().replace(letter),
            t -> t.deadLetters().remove(prey.actionItem()));
    for (Consumer<KernelTransaction> change : changes) {
      assertThatThrownBy(() -> run(B, change))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(B.tenant().toString());
    }
    assertThat(in(B, t -> t.steps().renew(prey.action(), prey.fence(), LATER)).booleanValue())
        .isFalse();
    assertThatNothingHappenedToA();
  }

  /** A store may keep such a row for B, or refuse it; A is not to notice. */
  @Test
  void whatBAddsUnderAnIdOfAsIsNoneOfAs() {
    NewStep step = new NewStep(prey.action(), ActionType.AGENT_RUN, "cmo", NOW);
    Attempt attempt = StoreSamples.attempt(prey.actionItem(), 1, NOW);
    RecordedEvent own = append(StoreSamples.event(B, "own").build());
    runOrRefuse(B, t -> t.steps().add(step));
    runOrRefuse(B, t -> t.deadLetters().add(StoreSamples.letter(prey.eventItem(), NOW)));
    runOrRefuse(B, t -> t.deadLetters().addAttempt(attempt));
    runOrRefuse(
        B,
        t ->
            t.journal()
                .record(
                    Batch.empty()
                        .effect(prey.action(), own, StoreSamples.message("m"))
                        .attempt(attempt)
                        .build(),
                    NOW));
    List<LeasedStep> leased = in(B, t -> t.steps().lease(leaseRequest("b")));
    assertThat(leased).isEmpty();
    assertThat(letter(A, prey.eventItem())).isEmpty();
    assertThatNothingHappenedToA();
  }

  @Test
  void aTenantPrunesOnlyItsOwn() {
    record(A, Batch.empty().completed(prey.event()));
    RecordedEvent done = append(StoreSamples.event(A, "done").build());
    int pruned = in(B, t -> t.prune(new Pruning(LATER, LATER, 10)));
    assertThat(pruned).isZero();
    Optional<RecordedEvent> kept = in(A, t -> t.events().find(done.id()));
    assertThat(kept).contains(done);
  }

  private void assertThatNothingHappenedToA() {
    assertThat(entry(prey.event())).contains(new QueueEntry(prey.event().id(), 0, NOW));
    assertThat(decisions(prey.event())).hasSize(1);
    assertThat(action(A, prey.action()).orElseThrow().status()).isEqualTo(ActionStatus.PENDING);
    StepEntry step = step(A, prey.action()).orElseThrow();
    assertThat(step.fence()).isEqualTo(prey.fence());
    assertThat(step.attempts()).isEqualTo(1);
    assertThat(step.lease()).contains(new StepEntry.Lease("a", LATER));
    assertThat(letter(A, prey.actionItem())).contains(StoreSamples.letter(prey.actionItem(), NOW));
    assertThat(attempts(A, prey.actionItem())).hasSize(1);
    List<RecordedEffect> effects = in(A, t -> t.journal().effects(List.of(prey.action())));
    assertThat(effects).hasSize(1);
  }
}
