package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What was accepted here, and when it need not be read. */
class ReadyFromMemoryTest {
  private static final TenantId A = Entities.tenant(1);

  private final AtomicLong nanos = new AtomicLong();

  private ReadyPartitions ready() {
    return new ReadyPartitions(1, Integer.MAX_VALUE, nanos::get);
  }

  private void offer(ReadyPartitions ready, FreshEvent event) {
    nanos.incrementAndGet();
    ready.offer(event, nanos.get());
  }

  /** A scan has found it between its commit and its offer. */
  @Test
  void whatMayHaveBeenReadSinceItWasAcceptedIsRead() {
    ReadyPartitions ready = ready();
    long since = nanos.incrementAndGet();
    ready.offer(A, 3);
    nanos.incrementAndGet();
    ready.done(Assignments.next(ready), Assignments.NOTHING);
    ready.offer(Entities.fresh(3, A, 10), since);
    assertThat(ready.poll()).contains(Assignments.toRead(A, 3, 3));
  }

  private static Assignment inMemory(FreshEvent event) {
    PartitionRange range = new PartitionRange(event.partition(), event.partition());
    return new Assignment(event.event().event().scope().tenant(), range, event);
  }

  @Test
  void whatWasAcceptedHereIsHandedOutByItself() {
    ReadyPartitions ready = ready();
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
    ReadyPartitions ready = ready();
    offer(ready, Entities.fresh(3, A, 10));
    ready.offer(A, 3);
    assertThat(ready.poll()).contains(Assignments.toRead(A, 3, 3));

    offer(ready, Entities.fresh(5, A, 11));
    offer(ready, Entities.fresh(5, A, 12));
    assertThat(ready.poll()).contains(Assignments.toRead(A, 5, 5));

    ready.offer(A, 6);
    offer(ready, Entities.fresh(7, A, 13));
    assertThat(ready.poll())
        .as("a claim takes what is beside it")
        .contains(Assignments.toRead(A, 6, 7));
  }

  /** It may be read already, or not be the first of its partition. */
  @Test
  void whatArrivesWhileItsPartitionIsInHandIsRead() {
    for (boolean isFresh : new boolean[] {true, false}) {
      ReadyPartitions ready = ready();
      if (isFresh) {
        offer(ready, Entities.fresh(3, A, 9));
      } else {
        ready.offer(A, 3);
      }
      Assignment inHand = Assignments.next(ready);
      offer(ready, Entities.fresh(3, A, 10));
      ready.done(inHand, Assignments.NOTHING);
      assertThat(ready.poll()).contains(Assignments.toRead(A, 3, 3));
    }
  }

  @Test
  void whatCouldNotBeProcessedFromMemoryIsRead() {
    ReadyPartitions ready = ready();
    offer(ready, Entities.fresh(3, A, 10));
    ready.failed(Assignments.next(ready));
    offer(ready, Entities.fresh(3, A, 11));
    nanos.addAndGet(ReadyPartitions.RETRY_NANOS);
    assertThat(ready.poll()).contains(Assignments.toRead(A, 3, 3));
    assertThat(ready.poll()).isEmpty();
  }

  @Test
  void aLargeEventIsNotKeptInMemory() {
    ReadyPartitions ready = ready();
    String text = "x".repeat(ReadyPartitions.MOST_BYTES);
    KernelEvent large = TestEvents.event().in(TenantScope.of(A)).with("text", text).build();
    offer(ready, new FreshEvent(new RecordedEvent(new EventId(1), large, Instant.EPOCH, null), 0));
    assertThat(ready.poll()).map(Assignment::freshOrNull).isEmpty();
  }

  @Test
  void manyAreNotKeptInMemory() {
    ReadyPartitions ready = ready();
    for (int i = 0; i <= ReadyPartitions.MOST_IN_MEMORY; i++) {
      offer(ready, Entities.fresh(3, Entities.tenant(i), i + 1));
    }
    for (int i = 0; i < ReadyPartitions.MOST_IN_MEMORY; i++) {
      assertThat(Assignments.next(ready).freshOrNull()).isNotNull();
    }
    assertThat(Assignments.next(ready).freshOrNull()).isNull();
  }
}
