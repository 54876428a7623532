package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.Await;
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

  @Test
  void nothingIsHandedOutThatWasNotOffered() {
    ReadyPartitions ready = ready(4);
    assertThat(ready.poll()).isEmpty();

    ready.offer(A, 7);
    ready.offer(A, 7);

    assertThat(ready.poll()).contains(Assignments.toRead(A, 7, 7));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void aTenantIsDividedAmongTheWorkers() {
    ReadyPartitions ready = ready(4);
    offerAll(ready, A);

    assertThat(IntStream.range(0, 4).mapToObj(i -> Assignments.next(ready).range()))
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
    Assignment inHand = Assignments.next(ready);

    ready.offer(A, 3);
    assertThat(ready.poll()).isEmpty();

    ready.done(inHand, Assignments.NOTHING);
    assertThat(ready.poll()).as("offered meanwhile").contains(inHand);
  }

  @Test
  void neighboursBetweenTwoReadyPartitionsAreInHandToo() {
    ReadyPartitions ready = ready(1);
    ready.offer(A, 3);
    ready.offer(A, 9);

    assertThat(ready.poll()).contains(Assignments.toRead(A, 3, 9));
    ready.offer(A, 5);
    assertThat(ready.poll()).isEmpty();
    ready.offer(A, 10);
    assertThat(ready.poll()).contains(Assignments.toRead(A, 10, 10));
  }

  @Test
  void aFullBatchIsContinuedWhereItStopped() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    Assignment all = Assignments.next(ready);

    ready.done(all, Entities.claim(true, Set.of(), List.of(0, 0, 1, 1, 1)));

    assertThat(Assignments.next(ready).range())
        .as("two partitions filled a batch; the second may have more")
        .isEqualTo(new PartitionRange(1, 2));
    assertThat(Assignments.next(ready).range()).isEqualTo(new PartitionRange(3, 4));
  }

  @Test
  void aBatchThatWasNotFullIsDone() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);

    ready.done(Assignments.next(ready), Entities.claim(false, Set.of(), List.of(0, 5)));

    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void whatAnotherNodeHadIsTriedAgainAfterAWhile() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    ready.done(Assignments.next(ready), Entities.claim(false, Set.of(4, 11), List.of(0)));

    ready.offer(A, 4);
    assertThat(ready.poll()).as("still with the other node").isEmpty();
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS - 1);
    assertThat(ready.poll()).isEmpty();
    nanos.incrementAndGet();

    assertThat(ready.poll()).contains(Assignments.toRead(A, 4, 11));
  }

  @Test
  void whatIsAwayDoesNotKeepItsNeighboursFromBeingHandedOut() {
    ReadyPartitions ready = ready(1);
    offerAll(ready, A);
    ready.done(Assignments.next(ready), Entities.claim(false, Set.of(4), List.of()));

    ready.offer(A, 2);
    ready.offer(A, 6);

    assertThat(Assignments.next(ready).range()).isEqualTo(new PartitionRange(2, 2));
    assertThat(Assignments.next(ready).range()).isEqualTo(new PartitionRange(6, 6));
  }

  @Test
  void whatCouldNotBeWorkedOnIsOfferedAgainAfterAWhile() {
    ReadyPartitions ready = ready(1);
    ready.offer(A, 2);
    Assignment failed = Assignments.next(ready);
    ready.failed(failed);

    assertThat(ready.poll()).isEmpty();
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS);
    assertThat(ready.poll()).contains(failed);
  }

  @Test
  void aTenantWithWorkForEverDelaysAnotherByOneAssignmentPerWorker() {
    ReadyPartitions ready = ready(3);
    offerAll(ready, A);
    List<Assignment> inHand =
        new ArrayList<>(
            List.of(Assignments.next(ready), Assignments.next(ready), Assignments.next(ready)));

    ready.offer(B, 5);
    int assignmentsOfA = 0;
    while (true) {
      Assignment back = inHand.remove(0);
      ready.done(back, Entities.claim(true, Set.of(), List.of(back.range().first())));
      offerAll(ready, A);
      Assignment given = Assignments.next(ready);
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
    Assignment first = Assignments.next(ready);
    Assignment second = Assignments.next(ready);
    assertThat(ready.poll()).isEmpty();

    ready.offer(B, 0);
    assertThat(ready.poll()).map(Assignment::tenant).contains(B);

    ready.done(first, Assignments.NOTHING);
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
