package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.store.Arrival.Placement;
import io.revenueos.kernel.store.Claim.Claimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that go through the store's port. */
class StoreValuesTest {
  private static final KernelEvent EVENT = StoreSamples.event(A, "x").build();
  private static final RecordedEvent RECORDED = new RecordedEvent(new EventId(7), EVENT, NOW, null);

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001})
  void aPageIsNotEmptyAndNotTooLong(int limit) {
    assertRefused(() -> Page.first(limit))
        .at("limit")
        .withCode("invalid_page")
        .saying("expected 1 to 1000, found " + limit);
    assertRefused(() -> Page.after("last", limit)).at("limit");
  }

  @ParameterizedTest
  @CsvSource({"-1, 3", "4, 3", "0, 16", "16, 16", "-2147483648, 2147483647"})
  void aRangeIsOfPartitionsThatThereAre(int first, int last) {
    assertThatThrownBy(() -> new PartitionRange(first, last))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 <= first <= last < 16, found %d to %d", first, last);
  }

  @Test
  void aRangeIncludesBothEnds() {
    PartitionRange range = new PartitionRange(3, 5);
    assertThat(range.contains(2)).isFalse();
    assertThat(range.contains(3)).isTrue();
    assertThat(range.contains(5)).isTrue();
    assertThat(range.contains(6)).isFalse();
    assertThat(new PartitionRange(15, 15).contains(15)).isTrue();
    assertThat(PartitionRange.all()).isEqualTo(new PartitionRange(0, 15));
  }

  @Test
  void aWorkItemIsAnEventOrAnAction() {
    WorkItem event = WorkItem.of(new EventId(7));
    WorkItem action = WorkItem.of(new ActionId(7));
    assertThat(event).isEqualTo(new WorkItem(WorkItem.Kind.EVENT, 7)).isNotEqualTo(action);
    assertThat(event).hasToString("event 7");
    assertThat(action).hasToString("action 7");
  }

  @ParameterizedTest
  @EnumSource
  void aWorkItemsKindIsStoredInLowerCase(WorkItem.Kind kind) {
    assertThat(kind.stored()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
    assertThat(WorkItem.Kind.ofStored(kind.stored())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void aPausesKindIsStoredInLowerCase(Pause.Kind kind) {
    assertThat(kind.stored()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
    assertThat(Pause.Kind.ofStored(kind.stored())).isEqualTo(kind);
  }

  @Test
  void whatIsStoredInLowerCaseIsSoInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(WorkItem.Kind.ACTION.stored()).isEqualTo("action");
      assertThat(Pause.Kind.ofStored("action_type")).isEqualTo(Pause.Kind.ACTION_TYPE);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anEntryHasFailedOnceAnAttemptHas() {
    assertThat(new QueueEntry(new EventId(7), 0, NOW).status()).isEqualTo(EventStatus.PENDING);
    assertThat(new QueueEntry(new EventId(7), 1, NOW).status()).isEqualTo(EventStatus.FAILED);
    assertThat(new QueueEntry(new EventId(7), 9, NOW).status()).isEqualTo(EventStatus.FAILED);
  }

  @Test
  void anArrivalSaysWhoWillProcessIt() {
    Causation cause = new Causation(7, 1);
    assertThat(Arrival.queued(EVENT)).isEqualTo(new Arrival(EVENT, null, Placement.QUEUED));
    assertThat(Arrival.inHand(EVENT)).isEqualTo(new Arrival(EVENT, null, Placement.IN_HAND));
    assertThat(Arrival.causedBy(cause, EVENT))
        .isEqualTo(new Arrival(EVENT, cause, Placement.QUEUED));
  }

  @Test
  void whatMayBeMissingIsOptional() {
    WorkItem item = WorkItem.of(new EventId(7));
    DeadLetter letter = StoreSamples.letter(item, NOW);
    DeadLetter.Discard discard = new DeadLetter.Discard("ada", NOW);
    assertThat(letter.discard()).isEmpty();
    assertThat(new DeadLetter(item, 3, letter.reason(), NOW, discard).discard()).contains(discard);
    StepEntry.Lease lease = new StepEntry.Lease("node", NOW);
    assertThat(new StepEntry(new ActionId(7), 0, 0, NOW, null).lease()).isEmpty();
    assertThat(new StepEntry(new ActionId(7), 1, 1, NOW, lease).lease()).contains(lease);
    assertThat(new Claim(null, List.of(), Set.of(), false).tenant()).isEmpty();
  }

  @Test
  void valuesKeepWhatTheyWereGiven() {
    List<Claimed> events = new ArrayList<>(List.of(new Claimed(RECORDED, 0)));
    Set<Integer> taken = new HashSet<>(Set.of(3));
    Claim claim = new Claim(null, events, taken, false);
    Set<Topic> held = new HashSet<>(Set.of(EVENT.topic()));
    ClaimRequest request = new ClaimRequest(PartitionRange.all(), 1, NOW, held);
    Set<ActionType> types = new HashSet<>(Set.of(ActionType.AGENT_RUN));
    Set<String> modules = new HashSet<>(Set.of("cmo"));
    LeaseRequest lease = new LeaseRequest("node", NOW, NOW, 1, types, modules);
    events.clear();
    taken.clear();
    held.clear();
    types.clear();
    modules.clear();
    assertThat(claim.events()).containsExactly(new Claimed(RECORDED, 0));
    assertThat(claim.taken()).containsExactly(3);
    assertThat(request.held()).containsExactly(EVENT.topic());
    assertThat(lease.types()).containsExactly(ActionType.AGENT_RUN);
    assertThat(lease.heldModules()).containsExactly("cmo");
  }

  @Test
  void aBatchKeepsWhatItWasGiven() {
    List<RecordedEvent> completed = new ArrayList<>(List.of(RECORDED));
    BatchRecord.Retry retry = new BatchRecord.Retry(RECORDED, 1, NOW);
    List<BatchRecord.Retry> retries = new ArrayList<>(List.of(retry));
    BatchRecord batch =
        new BatchRecord(
            List.of(), List.of(), List.of(), List.of(), completed, retries, List.of(), List.of(),
            List.of());
    completed.clear();
    retries.clear();
    assertThat(batch.completed()).containsExactly(RECORDED);
    assertThat(batch.retries()).containsExactly(retry);
    assertThat(retry.eventId()).isEqualTo(RECORDED.id());
  }

  @Test
  void theLagIsTheAgeOfTheOldestDueWork() {
    KernelStats idle = new KernelStats(Map.of(), Map.of(), Map.of(), 0, null);
    KernelStats busy = new KernelStats(Map.of(), Map.of(), Map.of(), 0, NOW);
    assertThat(idle.lag(NOW)).isZero();
    assertThat(busy.lag(NOW.minusSeconds(1))).isZero();
    assertThat(busy.lag(NOW)).isZero();
    assertThat(busy.lag(NOW.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aStaleClaimIsToBeTriedAgain() {
    assertThat(new StaleClaimException("gone"))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("gone");
  }
}
