package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store's {@link EventLog} must do. */
abstract class EventLogContract extends StoreContract {
  private List<Receipt> appendAll(TenantScope scope, List<KernelEvent> events) {
    return in(scope, t -> t.events().append(events.stream().map(Arrival::queued).toList(), NOW));
  }

  @Test
  void anEventComesBackAsItWasAppended() {
    KernelEvent event =
        StoreSamples.event(
                A.in(new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"))),
                "everything")
            .occurredAt(Instant.parse("1999-12-31T23:59:59.999999Z"))
            .idempotencyKey("key 'quoted' \u00e9")
            .tracedBy("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            .with("text", "O'Brien; drop table kernel_events; -- $$ \ud83d\ude00 \\u0041 \"")
            .with("big", new BigDecimal("1e300"))
            .with("exact", new BigDecimal("0.10"))
            .with("null", null)
            .with("list", Arrays.asList("a", 1, true, null, List.of(), JsonObject.empty()))
            .with("deep", JsonObject.of("a", JsonObject.of("b", -0.5)))
            .build();
    RecordedEvent recorded = append(event);
    assertThat(recorded.event()).isEqualTo(event);
    assertThat(recorded.recordedAt()).isEqualTo(NOW);
    assertThat(recorded.causation()).isEmpty();
    assertThat(store().ownerOf(recorded.id())).contains(event.scope());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
  void farTimesComeBack(String instant) {
    KernelEvent event = StoreSamples.event(A, "far").occurredAt(Instant.parse(instant)).build();
    assertThat(append(event).event()).isEqualTo(event);
  }

  @Test
  void anEventThatDoesNotSayWhenItHappenedHappenedWhenItWasAccepted() {
    RecordedEvent recorded = append(StoreSamples.event(A, "when").build());
    assertThat(recorded.event().occurredAt()).isEmpty();
    assertThat(recorded.occurredAt()).isEqualTo(NOW);
  }

  @Test
  void idsAndReceiptsFollowTheOrderOfTheList() {
    List<KernelEvent> events =
        IntStream.range(0, 300)
            .mapToObj(n -> StoreSamples.about(A, "L-" + n % 7, "number " + (300 - n)))
            .toList();
    List<Receipt> receipts = appendAll(A, events);
    assertThat(receipts).hasSize(300).noneMatch(Receipt::duplicate);
    assertThat(receipts).extracting(receipt -> receipt.eventId().value()).isSorted();
    assertThat(receipts).extracting(Receipt::eventId).doesNotHaveDuplicates();
    List<KernelEvent> read =
        in(
            A,
            t ->
                receipts.stream()
                    .map(receipt -> t.events().find(receipt.eventId()).orElseThrow().event())
                    .toList());
    assertThat(read).isEqualTo(events);
    assertThat(appendAll(A, List.of())).isEmpty();
  }

  @Test
  void theSecondEventWithAKeyIsTheFirstOne() {
    RecordedEvent first = append(StoreSamples.event(A, "twice").with("n", 1).build());
    RecordedEvent second =
        append(
            Arrival.queued(StoreSamples.event(A, "twice").with("n", 2).build()),
            NOW.plusSeconds(1));
    assertThat(second).isEqualTo(first);
    assertThat(entry(first)).isEmpty();
    assertThat(store().stats().events()).containsEntry(EventStatus.COMPLETED, 1L);
  }

  @Test
  void duplicatesAreToldWithinAListAndAgainstTheLog() {
    KernelEvent old = StoreSamples.event(A, "old").build();
    EventId oldId = append(old).id();
    KernelEvent one = StoreSamples.event(A, "one").build();
    KernelEvent oneAgain = StoreSamples.event(A, "one").with("n", 2).build();
    KernelEvent two = StoreSamples.event(A, "two").build();
    List<Receipt> receipts = appendAll(A, List.of(one, old, oneAgain, two, one));
    EventId oneId = receipts.get(0).eventId();
    EventId twoId = receipts.get(3).eventId();
    assertThat(receipts)
        .containsExactly(
            new Receipt(oneId, false),
            new Receipt(oldId, true),
            new Receipt(oneId, true),
            new Receipt(twoId, false),
            new Receipt(oneId, true));
    assertThat(oldId.value()).isLessThan(oneId.value());
    assertThat(oneId.value()).isLessThan(twoId.value());
    RecordedEvent kept = in(A, t -> t.events().find(oneId).orElseThrow());
    assertThat(kept.event()).isEqualTo(one);
    assertThat(store().stats().events()).containsEntry(EventStatus.PENDING, 2L);
  }

  @Test
  void repeatingAnEventUsesUpNoId() {
    RecordedEvent first = append(StoreSamples.event(A, "first").build());
    for (int i = 0; i < 3; i++) {
      assertThat(append(first.event())).isEqualTo(first);
    }
    assertThat(append(StoreSamples.event(A, "second").build()).id().value())
        .isEqualTo(first.id().value() + 1);
  }

  @Test
  void tenantsDoNotShareKeys() {
    RecordedEvent ofA = append(StoreSamples.event(A, "x").idempotencyKey("k").build());
    RecordedEvent ofB = append(StoreSamples.event(B, "x").idempotencyKey("k").build());
    assertThat(ofB.id()).isNotEqualTo(ofA.id());
  }

  @Test
  void theSameEventInTwoTransactionsIsAddedByTheOneThatCommits() throws Exception {
    KernelEvent event = StoreSamples.event(A, "race").build();
    FutureTask<Receipt> second = new FutureTask<>(() -> appendAll(A, List.of(event)).get(0));
    Receipt first =
        in(
            A,
            t -> {
              Receipt receipt = t.events().append(List.of(Arrival.inHand(event)), NOW).get(0);
              new Thread(second).start();
              return receipt;
            });
    assertThat(second.get()).isEqualTo(new Receipt(first.eventId(), true));
    assertThat(entry(append(event))).isEmpty();
  }

  @Test
  void theSameEventInTwoTransactionsIsAddedByTheSecondWhenTheFirstRollsBack() throws Exception {
    KernelEvent event = StoreSamples.event(A, "race").build();
    FutureTask<Receipt> second = new FutureTask<>(() -> appendAll(A, List.of(event)).get(0));
    assertThatThrownBy(
            () ->
                run(
                    A,
                    t -> {
                      t.events().append(List.of(Arrival.inHand(event)), NOW);
                      new Thread(second).start();
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(second.get().duplicate()).isFalse();
    assertThat(entry(append(event))).isPresent();
  }

  @Test
  void anEventGoesToTheQueueOrStaysInHand() {
    RecordedEvent queued = queue(StoreSamples.event(A, "queued").build());
    RecordedEvent inHand = append(StoreSamples.event(A, "in hand").build());
    ActionId action = act(inHand, ActionStatus.COMPLETED);
    Causation cause = new Causation(action.value(), 1);
    RecordedEvent caused =
        append(Arrival.causedBy(cause, StoreSamples.event(A, "caused").build()), NOW);
    assertThat(entry(queued)).contains(new QueueEntry(queued.id(), 0, NOW));
    assertThat(entry(inHand)).isEmpty();
    assertThat(entry(caused)).isPresent();
  }

  @Test
  void causesAreFoundFromBothEnds() {
    RecordedEvent cause = append(StoreSamples.event(A, "cause").build());
    ActionId action = act(cause, ActionStatus.COMPLETED);
    List<RecordedEvent> caused =
        IntStream.of(3, 1, 2)
            .mapToObj(n -> StoreSamples.event(A, "caused " + n).build())
            .map(event -> Arrival.causedBy(new Causation(action.value(), 3), event))
            .map(arrival -> append(arrival, NOW))
            .toList();
    assertThat(caused)
        .extracting(RecordedEvent::causation)
        .containsOnly(Optional.of(new Causation(action.value(), 3)));
    List<RecordedEvent> found = in(A, t -> t.events().causedBy(action));
    assertThat(found).isEqualTo(caused);
    Optional<RecordedEvent> back = in(A, t -> t.events().ofAction(action));
    assertThat(back).contains(cause);
  }

  @Test
  void anEventOfAnotherTenantIsRefusedAndNothingOfItsListIsStored() {
    KernelEvent ofB = StoreSamples.event(B, "own").build();
    KernelEvent ofA = StoreSamples.event(A, "smuggled").build();
    assertThatThrownBy(() -> appendAll(B, List.of(ofB, ofA)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(A.tenant().toString());
    assertThat(store().tenantsWithEvents()).isEmpty();
  }

  @Test
  void anotherTenantSeesNothing() {
    RecordedEvent ofA = append(StoreSamples.event(A, "private").build());
    ActionId action = act(ofA, ActionStatus.COMPLETED);
    append(
        Arrival.causedBy(new Causation(action.value(), 1), StoreSamples.event(A, "caused").build()),
        NOW);
    run(
        B,
        t -> {
          assertThat(t.events().find(ofA.id())).isEmpty();
          assertThat(t.events().ofAction(action)).isEmpty();
          assertThat(t.events().causedBy(action)).isEmpty();
          assertThat(t.events().find(new EventId(4711))).isEmpty();
        });
  }
}
