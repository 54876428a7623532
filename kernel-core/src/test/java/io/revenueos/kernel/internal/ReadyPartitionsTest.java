package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where there is work, and whose turn it is. */
class ReadyPartitionsTest {
  private static final TenantId A = Entities.tenant(1);
  private static final TenantId B = Entities.tenant(2);
  private static final Claim NOTHING = Entities.claim(false, Set.of(), List.of());

  private final AtomicLong nanos = new AtomicLong();

  private ReadyPartitions ready(int workers) {
    return ready(workers, Integer.MAX_VALUE);
  }

  private ReadyPartitions ready(int workers, int tenantShare) {
    return new ReadyPartitions(workers, tenantShare, nanos::get);
  }

  private static void offerAll(ReadyPartitions ready, TenantId tenant) {
    ready.offer(
        IntStream.range(0, PartitionRange.PARTITIONS)
            .mapToObj(partition -> new OpenPartition(tenant, partition))
            .toList());
  }

  private static Assignment toRead(TenantId tenant, int first, int last) {
    return new Assignment(tenant, new PartitionRange(first, last), null);
  }

  private static Assignment next(ReadyPartitions ready) {
    return ready.poll().orElseThrow();
  }

  @Test
  void nothingIsHandedOutThatWasNotOffered() {
    ReadyPartitions ready = ready(4);
    assertThat(ready.poll()).isEmpty();

    ready.offer(A, 7);
    ready.offer(A, 7);

    assertThat(ready.poll()).contains(toRead(A, 7, 7));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void aTenantIsDividedAmongTheWorkers() {
    ReadyPartitions ready = ready(4);
    offerAll(ready, A);

    assertThat(IntStream.range(0, 4).mapToObj(i -> next(ready).range()))
        .containsExactly(
            new PartitionRange(0, 3),
            new PartitionRange(4, 7),
            new PartitionRange(8, 11),
            new PartitionRange(12, 15));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void whatIsInHandIsNotHandedOutAgainUntilItIsGivenBack() {
    ReadyPartitions ready = ready(1);
    ready.offer(A, 3);
    Assignment inHand = next(ready);

    ready.offer(A, 3);
    assertThat(ready.poll()).isEmpty();

    ready.done(inHand, NOTHING);
    assertThat(ready.poll()).as("offered meanwhile").contains(inHand);
  }

  @Test
  void neighboursBetweenTwoReadyPartitionsAreInHandToo() {
    ReadyPartitions ready = ready(1);
    ready.offer(A, 3);
    ready.offer(A, 9);

    assertThat(ready.poll()).contains(toRead(A, 3, 9));
    ready.offer(A, 5);
    assertThat(ready.poll()).isEmpty();
    ready.offer(A, 10);
    assertThat(ready.poll()).contains(toRead(A, 10, 10));
  }

  private void offer(ReadyPartitions ready, FreshEvent event) {
    nanos.incrementAndGet();
    ready.offer(event, nanos.get());
  }

  /** A scan has found it between its commit and its offer. */
  @Test
  void whatMayHaveBeenReadSinceItWasAcceptedIsRead() {
    ReadyPartitions ready = ready(1);
    long since = nanos.incrementAndGet();
    ready.offer(A, 3);
    nanos.incrementAndGet();
    ready.done(next(ready), NOTHING);
    ready.offer(Entities.fresh(3, A, 10), since);
    assertThat(ready.poll()).contains(toRead(A, 3, 3));
  }

  private static Assignment inMemory(FreshEvent event) {
    PartitionRange range = new PartitionRange(event.partition(), event.partition());
    return new Assignment(event.event().event().scope().tenant(), range, event);
  }

  @Test
  void whatWasAcceptedHereIsHandedOutByItself() {
    ReadyPartitions ready = ready(1);
    FreshEvent one = Entities.fresh(3, A, 10);
    FreshEvent other = Entities.fresh(4, A, 11);
    offer(ready, one);
    offer(ready, other);

    assertThat(ready.poll()).contains(inMemory(one));
    assertThat(ready.poll()).contains(inMemory(other));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void whereThereMayBeMoreEverythingIsRead() {
    ReadyPartitions ready = ready(1);
    offer(ready, Entities.fresh(3, A, 10));
    ready.offer(A, 3);
    assertThat(ready.poll()).contains(toRead(A, 3, 3));

    offer(ready, Entities.fresh(5, A, 11));
    offer(ready, Entities.fresh(5, A, 12));
    assertThat(ready.poll()).contains(toRead(A, 5, 5));

    ready.offer(A, 6);
    offer(ready, Entities.fresh(7, A, 13));
    assertThat(ready.poll()).as("a claim takes what is beside it").contains(toRead(A, 6, 7));
  }

  /** It may be read already, or not be the first of its partition. */
  @Test
  void whatArrivesWhileItsPartitionIsInHandIsRead() {
    for (boolean isFresh : new boolean[] {true, false}) {
      ReadyPartitions ready = ready(1);
      if (isFresh) {
        offer(ready, Entities.fresh(3, A, 9));
      } else {
        ready.offer(A, 3);
      }
      Assignment inHand = next(ready);
      offer(ready, Entities.fresh(3, A, 10));
      ready.done(inHand, NOTHING);
      assertThat(ready.poll()).contains(toRead(A, 3, 3));
    }
  }

  @Test
  void whatCouldNotBeProcessedFromMemoryIsRead() {
    ReadyPartitions ready = ready(1);
    offer(ready, Entities.fresh(3, A, 10));
    ready.failed(next(ready));
    offer(ready, Entities.fresh(3, A, 11));
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS);
    assertThat(ready.poll()).contains(toRead(A, 3, 3));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void aLargeEventIsNotKeptInMemory() {
    ReadyPartitions ready = ready(1);
    String text = "x".repeat(ReadyPartitions.MOST_BYTES);
    KernelEvent large = TestEvents.event().in(TenantScope.of(A)).with("text", text).build();
    offer(ready, new FreshEvent(new RecordedEvent(new EventId(1), large, Instant.EPOCH, null), 0));
    assertThat(ready.poll()).map(Assignment::freshOrNull).isEmpty();
  }

  @Test
  void manyAreNotKeptInMemory() {
    ReadyPartitions ready = ready(1);
    for (int i = 0; i <= ReadyPartitions.MOST_IN_MEMORY; i++) {
      offer(ready, Entities.fresh(3, Entities.tenant(i), i + 1));
    }
    for (int i = 0; i < ReadyPartitions.MOST_IN_MEMORY; i++) {
      assertThat(next(ready).freshOrNull()).isNotNull();
    }
    assertThat(next(ready).freshOrNull()).isNull();
  }

  @Test
  void aFullBatchIsContinuedWhereItStopped() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    Assignment all = next(ready);

    ready.done(all, Entities.claim(true, Set.of(), List.of(0, 0, 1, 1, 1)));

    assertThat(next(ready).range())
        .as("two partitions filled a batch; the second may have more")
        .isEqualTo(new PartitionRange(1, 2));
    assertThat(next(ready).range()).isEqualTo(new PartitionRange(3, 4));
  }

  @Test
  void aBatchThatWasNotFullIsDone() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);

    ready.done(next(ready), Entities.claim(false, Set.of(), List.of(0, 5)));

    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void whatAnotherNodeHadIsTriedAgainAfterAWhile() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    ready.done(next(ready), Entities.claim(false, Set.of(4, 11), List.of(0)));

    ready.offer(A, 4);
    assertThat(ready.poll()).as("still with the other node").isEmpty();
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS - 1);
    assertThat(ready.poll()).isEmpty();
    nanos.incrementAndGet();

    assertThat(ready.poll()).contains(toRead(A, 4, 11));
  }

  @Test
  void whatIsAwayDoesNotKeepItsNeighboursFromBeingHandedOut() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    ready.done(next(ready), Entities.claim(false, Set.of(4), List.of()));

    ready.offer(A, 2);
    ready.offer(A, 6);

    assertThat(next(ready).range()).isEqualTo(new PartitionRange(2, 2));
    assertThat(next(ready).range()).isEqualTo(new PartitionRange(6, 6));
  }

  @Test
  void whatCouldNotBeWorkedOnIsOfferedAgainAfterAWhile() {
    ReadyPartitions ready = ready(1);
    ready.offer(A, 2);
    Assignment failed = next(ready);
    ready.failed(failed);

    assertThat(ready.poll()).isEmpty();
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS);
    assertThat(ready.poll()).contains(failed);
  }

  @Test
  void aTenantWithWorkForEverDelaysAnotherByOneAssignmentPerWorker() {
    ReadyPartitions ready = ready(3);
    offerAll(ready, A);
    List<Assignment> inHand = new ArrayList<>(List.of(next(ready), next(ready), next(ready)));

    ready.offer(B, 5);
    int assignmentsOfA = 0;
    while (true) {
      Assignment back = inHand.remove(0);
      ready.done(back, Entities.claim(true, Set.of(), List.of(back.range().first())));
      offerAll(ready, A);
      Assignment given = next(ready);
      if (given.tenant().equals(B)) {
        break;
      }
      assignmentsOfA++;
      inHand.add(given);
    }

    assertThat(assignmentsOfA).isLessThanOrEqualTo(1);
  }

  @Test
  void aTenantHasNoMoreBatchesInHandThanItsShare() {
    ReadyPartitions ready = ready(8, 2);
    offerAll(ready, A);
    Assignment first = next(ready);
    Assignment second = next(ready);
    assertThat(ready.poll()).isEmpty();

    ready.offer(B, 0);
    assertThat(ready.poll()).map(Assignment::tenant).contains(B);

    ready.done(first, NOTHING);
    assertThat(ready.poll()).map(Assignment::tenant).contains(A);
    assertThat(ready.poll()).isEmpty();
    ready.failed(second);
    assertThat(ready.poll()).map(Assignment::tenant).contains(A);
  }

  @Test
  void closingWakesEveryoneWhoWaits() {
    ReadyPartitions ready = ready(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> takers = new ArrayList<>();
      List<Thread> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        takers.add(
            threads.submit(
                () -> {
                  synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                  }
                  return ready.take().isEmpty();
                }));
      }
      Await.until("four takers", () -> snapshot(waiting).size() == 4);
      snapshot(waiting).forEach(Await::untilWaiting);

      ready.close();

      assertThat(takers).allMatch(taker -> Await.result(taker));
      ready.offer(A, 1);
      assertThat(Await.result(threads.submit(ready::take))).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Thread> snapshot(List<Thread> threads) {
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }

  @Test
  void aTakerGetsWhatIsOfferedLaterAndWhatAnotherNodeHad() {
    ReadyPartitions ready = new ReadyPartitions(2, 1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Assignment> offered = threads.submit(() -> ready.take().orElseThrow());
      ready.offer(A, 1);
      Assignment assignment = Await.result(offered);

      Future<Assignment> again = threads.submit(() -> ready.take().orElseThrow());
      ready.failed(assignment);

      assertThat(Await.result(again)).isEqualTo(assignment);
    } finally {
      threads.shutdownNow();
    }
  }
}
