package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.EventType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.event.Topic;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store's {@link EventQueue} must do. */
abstract class EventQueueContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  private Claim claim(TenantScope scope, ClaimRequest request) {
    return in(scope, t -> t.queue().claim(request));
  }

  private List<RecordedEvent> claimed(PartitionRange partitions, int limit) {
    return events(claim(A, new ClaimRequest(partitions, limit, NOW, Set.of())));
  }

  private List<RecordedEvent> claimedAt(Instant now) {
    return events(claim(A, new ClaimRequest(PartitionRange.all(), 100, now, Set.of())));
  }

  private static List<RecordedEvent> events(Claim claim) {
    return claim.events().stream().map(Claimed::event).toList();
  }

  private static int partition(RecordedEvent event) {
    return EntityKey.of(event.event().entity()).partition();
  }

  private RecordedEvent queue(String lead, int number) {
    return queue(StoreSamples.about(A, lead, lead + " " + number));
  }

  /** Events about as many leads, in the order of their ids. */
  private List<RecordedEvent> queueLeads(int leads) {
    return IntStream.range(0, leads).mapToObj(n -> queue("L-" + n, 1)).toList();
  }

  /** Leads whose events are all in one partition. */
  private static List<String> neighbours(int count) {
    int partition = EntityKey.of(StoreSamples.about(A, "L-0", "x").entity()).partition();
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> "L-" + n)
        .filter(
            lead ->
                EntityKey.of(StoreSamples.about(A, lead, "x").entity()).partition() == partition)
        .limit(count)
        .toList();
  }

  private void failUntilLater(RecordedEvent event, int failed) {
    record(A, Batch.empty().retry(event, failed, LATER));
  }

  @Test
  void anEventWaitsInTheQueueUntilItIsTakenOut() {
    RecordedEvent event = queue(StoreSamples.event(A, "queued").build());
    QueueEntry entry = new QueueEntry(event.id(), 0, NOW);
    assertThat(entry(event)).contains(entry);
    assertThat(entry.status()).isEqualTo(EventStatus.PENDING);
    run(
        A,
        t -> {
          assertThat(t.queue().lock(event)).contains(entry);
          t.queue().remove(event);
          assertThat(t.queue().lock(event)).isEmpty();
          assertThat(t.queue().find(event)).isEmpty();
          assertThatThrownBy(() -> t.queue().remove(event))
              .isInstanceOf(RefusedException.class)
              .hasMessageContaining(event.id().toString());
        });
  }

  @Test
  void anEventThatIsNotThereCannotBeTakenOut() {
    RecordedEvent inHand = append(StoreSamples.event(A, "in hand").build());
    assertThatThrownBy(() -> run(A, t -> t.queue().remove(inHand)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aClaimIsByPartitionAndThenById() {
    List<RecordedEvent> queued = new ArrayList<>(queueLeads(40));
    queued.addAll(IntStream.range(0, 40).mapToObj(n -> queue("L-" + n, 2)).toList());
    Claim claim = claim(A, new ClaimRequest(PartitionRange.all(), 100, NOW, Set.of()));
    queued.sort(
        Comparator.comparingInt(EventQueueContract::partition)
            .thenComparingLong(event -> event.id().value()));
    assertThat(events(claim)).isEqualTo(queued);
    assertThat(claim.events()).extracting(Claimed::attempts).containsOnly(0);
    assertThat(claim.taken()).isEmpty();
    assertThat(claim.full()).isFalse();
    assertThat(claim.tenant()).isEmpty();
  }

  @Test
  void aClaimTakesOnlyThePartitionsItAsksFor() {
    List<RecordedEvent> queued = queueLeads(40);
    PartitionRange middle = new PartitionRange(3, 9);
    assertThat(claimed(middle, 100))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            queued.stream().filter(event -> middle.contains(partition(event))).toList());
    PartitionRange last = new PartitionRange(15, 15);
    assertThat(claimed(last, 100)).isNotEmpty().allMatch(event -> partition(event) == 15);
  }

  @Test
  void aClaimTakesTheFirstUpToItsLimitAndSaysWhetherItReachedIt() {
    queueLeads(20);
    List<RecordedEvent> all = claimed(PartitionRange.all(), 100);
    assertThat(all).hasSize(20);
    for (int limit : List.of(1, 7, 19, 20, 21)) {
      Claim claim = claim(A, new ClaimRequest(PartitionRange.all(), limit, NOW, Set.of()));
      assertThat(events(claim)).isEqualTo(all.subList(0, Math.min(limit, 20)));
      assertThat(claim.full()).as("full with limit %s", limit).isEqualTo(limit <= 20);
    }
  }

  @Test
  void aClaimEndsBeforeItHoldsTooManyBytes() {
    String text = "x".repeat(ClaimRequest.MOST_BYTES / 4);
    for (int n = 0; n < 10; n++) {
      queue(StoreSamples.event(A, "large " + n).about("lead", "L-1").with("text", text).build());
    }
    ClaimRequest all = new ClaimRequest(PartitionRange.all(), 100, NOW, Set.of());
    List<Integer> sizes = new ArrayList<>();
    for (Claim claim = claim(A, all); !claim.events().isEmpty(); claim = claim(A, all)) {
      sizes.add(claim.events().size());
      assertThat(claim.full()).isEqualTo(sizes.size() < 4);
      Batch done = Batch.empty();
      events(claim).forEach(done::completed);
      record(A, done);
    }
    assertThat(sizes).as("a quarter, and its key and quotes").containsExactly(3, 3, 3, 1);
  }

  @Test
  void aClaimTakesTheFirstHoweverManyBytesItHas() {
    String text = "x".repeat(ClaimRequest.MOST_BYTES);
    queue(StoreSamples.event(A, "too large").about("lead", "L-1").with("text", text).build());
    RecordedEvent next = queue(StoreSamples.event(A, "next").about("lead", "L-1").build());
    Claim claim = claim(A, new ClaimRequest(PartitionRange.all(), 100, NOW, Set.of()));
    assertThat(claim.events()).hasSize(1);
    assertThat(claim.full()).isTrue();
    record(A, Batch.empty().completed(events(claim).get(0)));
    assertThat(claimed(PartitionRange.all(), 100)).containsExactly(next);
  }

  /** Its node's clock is ahead. */
  @Test
  void aFreshEntryIsNotOvertakenForTheTimeItCarries() {
    RecordedEvent ahead =
        append(Arrival.queued(StoreSamples.event(A, "ahead").about("lead", "L-1").build()), LATER);
    RecordedEvent next = queue(StoreSamples.event(A, "next").about("lead", "L-1").build());
    assertThat(claimed(PartitionRange.all(), 10)).containsExactly(ahead, next);
  }

  @Test
  void aClaimTakesNothingOutUntilSomethingIsRecorded() {
    List<RecordedEvent> queued = queueLeads(3);
    assertThat(claimed(PartitionRange.all(), 10)).hasSize(3);
    assertThat(claimed(PartitionRange.all(), 10)).containsExactlyInAnyOrderElementsOf(queued);
  }

  @Test
  void aClaimSaysWhoTheTenantIs() {
    Tenant tenant = Tenant.of(A.tenant(), "first", "First");
    store().register(tenant);
    ClaimRequest request = new ClaimRequest(PartitionRange.all(), 10, NOW, Set.of());
    assertThat(claim(A, request).tenant()).contains(tenant);
    assertThat(claim(B, request).tenant()).isEmpty();
  }

  @Test
  void anEventThatFailedIsClaimedWhenItIsDue() {
    RecordedEvent event = queue("L-1", 1);
    assertThat(claimedAt(NOW)).containsExactly(event);
    record(A, Batch.empty().retry(event, 1, LATER));
    assertThat(entry(event)).contains(new QueueEntry(event.id(), 1, LATER));
    assertThat(claimedAt(LATER.minusNanos(1_000))).isEmpty();
    Claim claim = claim(A, new ClaimRequest(PartitionRange.all(), 10, LATER, Set.of()));
    assertThat(claim.events()).containsExactly(new Claimed(event, 1));
  }

  @Test
  void aFollowerOfAnEventThatWaitsForItsNextAttemptIsLeft() {
    List<String> leads = neighbours(3);
    RecordedEvent before = queue(leads.get(0), 1);
    RecordedEvent failed = queue(leads.get(0), 2);
    RecordedEvent other = queue(leads.get(1), 3);
    RecordedEvent follower = queue(leads.get(0), 4);
    RecordedEvent another = queue(leads.get(2), 5);
    failUntilLater(failed, 1);
    assertThat(claimedAt(NOW)).containsExactly(before, other, another);
    assertThat(claimedAt(LATER)).containsExactly(before, failed, other, follower, another);
    record(A, Batch.empty().completed(failed));
    assertThat(claimedAt(NOW)).containsExactly(before, other, follower, another);
  }

  @Test
  void aFollowerOfADeadEventGoesOn() {
    RecordedEvent failed = queue("L-1", 1);
    RecordedEvent follower = queue("L-1", 2);
    failUntilLater(failed, 1);
    assertThat(claimedAt(NOW)).isEmpty();
    bury(failed, NOW);
    assertThat(entry(failed)).isEmpty();
    assertThat(claimedAt(NOW)).containsExactly(follower);
  }

  @Test
  void anEventsFollowersOfAnotherTenantGoOn() {
    failUntilLater(queue(StoreSamples.about(A, "L-1", "1")), 1);
    RecordedEvent ofB = queue(StoreSamples.about(B, "L-1", "2"));
    Claim claim = claim(B, new ClaimRequest(PartitionRange.all(), 10, NOW, Set.of()));
    assertThat(events(claim)).containsExactly(ofB);
  }

  @Test
  void eventsOfHeldTopicsAreLeft() {
    RecordedEvent held = queue("L-1", 1);
    RecordedEvent sameTypeElsewhere =
        queue(StoreSamples.event(A, "2").from("crm").about("lead", "L-2").build());
    KernelEvent otherType =
        KernelEvent.of("lead_lost")
            .from("cmo_campaigns")
            .in(A)
            .about("lead", "L-3")
            .correlatedBy("3")
            .build();
    RecordedEvent sameSourceElse = queue(otherType);
    Topic topic = new Topic(new EventType("lead_captured"), "cmo_campaigns");
    Set<Topic> topics = Set.of(topic, new Topic(new EventType("unheard_of"), "nobody"));
    Claim claim = claim(A, new ClaimRequest(PartitionRange.all(), 2, NOW, topics));
    assertThat(events(claim)).containsExactlyInAnyOrder(sameTypeElsewhere, sameSourceElse);
    assertThat(entry(held)).isPresent();
    assertThat(claimedAt(NOW)).contains(held).hasSize(3);
  }

  @Test
  void aDeadEventThatIsPutBackHasItsOldPlace() {
    RecordedEvent first = queue("L-1", 1);
    RecordedEvent second = queue("L-1", 2);
    bury(first, NOW);
    run(A, t -> t.queue().add(first, new QueueEntry(first.id(), 0, LATER)));
    assertThat(entry(first)).contains(new QueueEntry(first.id(), 0, LATER));
    assertThat(claimedAt(LATER)).containsExactly(first, second);
  }

  @Test
  void anotherTenantCanNeitherSeeNorMoveAnEvent() {
    RecordedEvent ofA = queue(StoreSamples.event(A, "private").build());
    RecordedEvent ofB = queue(StoreSamples.event(B, "own").build());
    QueueEntry moved = new QueueEntry(ofA.id(), 7, LATER);
    RecordedEvent forged = new RecordedEvent(ofA.id(), ofB.event(), NOW, null);
    run(
        B,
        t -> {
          assertThat(t.queue().find(ofA)).isEmpty();
          assertThat(t.queue().lock(ofA)).isEmpty();
          assertThat(t.queue().find(forged)).isEmpty();
        });
    for (RecordedEvent foreign : List.of(ofA, forged)) {
      assertThatThrownBy(() -> run(B, t -> t.queue().remove(foreign)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(B.tenant().toString());
    }
    assertThatThrownBy(() -> run(B, t -> t.queue().add(ofA, moved)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(B.tenant().toString());
    Claim claim = claim(B, new ClaimRequest(PartitionRange.all(), 10, NOW, Set.of()));
    assertThat(events(claim)).containsExactly(ofB);
    Optional<QueueEntry> untouched = entry(ofA);
    assertThat(untouched).contains(new QueueEntry(ofA.id(), 0, NOW));
  }
}
