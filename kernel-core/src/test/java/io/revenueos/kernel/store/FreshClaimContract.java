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
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store's {@link EventQueue#claimFresh} must do: let nothing through that is not so. */
abstract class FreshClaimContract extends StoreContract {
  private static final Tenant TENANT =
      Tenant.of(A.tenant(), "first", "First").configured(JsonObject.of("mode", "shadow"));

  private int actings;

  private RecordedEvent queue(String lead, int number) {
    return queue(StoreSamples.about(A, lead, lead + " " + number));
  }

  private static Batch completed(List<RecordedEvent> events) {
    Batch batch = Batch.empty();
    events.forEach(batch::completed);
    return batch;
  }

  /** As a worker does that goes by what it has in memory, in both ways of writing. */
  private void process(List<RecordedEvent> events, @Nullable Tenant registration, Batch batch) {
    run(
        A,
        t -> {
          t.queue().claimFresh(events, registration);
          t.journal().record(batch.build(), NOW);
        });
  }

  private void conclude(List<RecordedEvent> events, @Nullable Tenant registration, Batch batch) {
    run(
        A,
        t -> {
          t.queue().claimFresh(events, registration);
          t.journal().conclude(batch.build(), NOW);
        });
  }

  private static void assertStale(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(StaleClaimException.class);
  }

  /** Neither way of writing leaves anything behind. */
  private void assertStale(List<RecordedEvent> events, @Nullable Tenant registration) {
    RecordedEvent acting = append(StoreSamples.event(A, "acting " + ++actings).build());
    ActionId action = act(acting, ActionStatus.COMPLETED);
    Batch batch = completed(events).effect(action, acting, StoreSamples.task("a trace of it"));
    assertStale(() -> process(events, registration, batch));
    assertStale(() -> conclude(events, registration, batch));
    List<RecordedEffect> left = in(A, t -> t.journal().effects(List.of(action)));
    assertThat(left).isEmpty();
  }

  @Test
  void eventsThatAreFirstInTheirPartitionsNeedNotBeRead() {
    List<RecordedEvent> events = new ArrayList<>();
    IntStream.range(0, 40).forEach(n -> events.add(queue("L-" + n % 20, n)));
    List<RecordedEvent> first = events.subList(0, 20);
    Collections.shuffle(first, new java.util.Random(1));
    process(first, null, completed(first));
    assertThat(first).allMatch(event -> entry(event).isEmpty());
    List<RecordedEvent> second = events.subList(20, 40);
    conclude(second, null, completed(second));
    assertThat(second).allMatch(event -> entry(event).isEmpty());
  }

  @Test
  void anEarlierEventIsNotOvertaken() {
    RecordedEvent first = queue("L-1", 1);
    RecordedEvent second = queue("L-1", 2);
    RecordedEvent third = queue("L-1", 3);
    assertStale(List.of(second), null);
    assertStale(List.of(first, third), null);
    assertThat(List.of(first, second, third)).allMatch(event -> entry(event).isPresent());
    process(List.of(first, second), null, completed(List.of(first, second)));
    assertThat(entry(third)).isPresent();
  }

  @Test
  void anEventThatFailedBeforeIsNotFreshAnyMore() {
    RecordedEvent event = queue("L-1", 1);
    record(A, Batch.empty().retry(event, 1, NOW.plusSeconds(60)));
    assertStale(List.of(event), null);
    assertThat(entry(event)).map(QueueEntry::attempts).contains(1);
  }

  @Test
  void anEventThatSomebodyElseProcessedIsNotProcessedAgain() {
    RecordedEvent gone = queue("L-1", 1);
    RecordedEvent other = queue("L-2", 1);
    record(A, Batch.empty().completed(gone));
    assertStale(List.of(gone), null);
    assertStale(List.of(other, gone), null);
    assertThat(entry(other)).isPresent();
    assertStale(
        () -> process(List.of(gone), null, Batch.empty().retry(gone, 1, NOW.plusSeconds(60))));
    assertThat(entry(gone)).isEmpty();
  }

  @Test
  void aRegistrationThatIsNotKnownIsNotGoneBy() {
    RecordedEvent event = queue("L-1", 1);
    assertStale(List.of(event), TENANT);
    store().register(TENANT);
    assertStale(List.of(event), null);
    assertStale(List.of(event), TENANT.configured(JsonObject.of("mode", "live")));
    store().register(TENANT.deactivated());
    assertStale(List.of(event), TENANT);
    assertStale(List.of(event), null);
    store().register(TENANT);
    process(List.of(event), TENANT, completed(List.of(event)));
    assertThat(entry(event)).isEmpty();
  }

  @Test
  void whatTheTransactionReadsComesAfterTheClaim() {
    RecordedEvent first = queue("L-1", 1);
    RecordedEvent second = queue("L-1", 2);
    assertStale(
        () ->
            run(
                A,
                t -> {
                  t.queue().claimFresh(List.of(second), null);
                  t.events().find(first.id());
                  t.journal().decisions(first.id());
                }));
  }

  @Test
  void anotherTenantsEventIsRefused() {
    RecordedEvent ofA = queue("L-1", 1);
    assertThatThrownBy(() -> run(B, t -> t.queue().claimFresh(List.of(ofA), null)))
        .isInstanceOf(RefusedException.class);
    RecordedEvent forged =
        new RecordedEvent(ofA.id(), StoreSamples.about(B, "L-1", "x"), NOW, null);
    assertThatThrownBy(
            () ->
                run(
                    B,
                    t -> {
                      t.queue().claimFresh(List.of(forged), null);
                      t.journal().conclude(Batch.empty().completed(forged).build(), NOW);
                    }))
        .isInstanceOfAny(RefusedException.class, StaleClaimException.class);
    assertThat(entry(ofA)).isPresent();
  }
}
