package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The store's contract, in memory; and what only this store promises. */
class InMemoryKernelStoreTest extends KernelStoreContract {
  private final KernelStore memory = new InMemoryKernelStore();
  private final KernelEvent event = StoreSamples.event(A, "x").build();

  @Override
  protected StoreFixture open() {
    return StoreFixture.inMemory();
  }

  @Test
  void aSignalReachesEveryoneWhoStillListens() {
    List<String> heard = new ArrayList<>();
    KernelStore.Subscription first = memory.onSignal(() -> heard.add("first"));
    KernelStore.Subscription second = memory.onSignal(() -> heard.add("second"));
    memory.signal();
    assertThat(heard).containsExactly("first", "second");
    first.close();
    memory.signal();
    assertThat(heard).containsExactly("first", "second", "second");
    second.close();
    memory.signal();
    assertThat(heard).hasSize(3);
  }

  @Test
  void aCallbackThatListensTwiceIsCalledTwiceAndEndsOneByOne() {
    List<String> heard = new ArrayList<>();
    Runnable callback = () -> heard.add("it");
    KernelStore.Subscription once = memory.onSignal(callback);
    memory.onSignal(callback);
    memory.signal();
    once.close();
    once.close();
    memory.signal();
    assertThat(heard).hasSize(3);
  }

  @Test
  void aListenerThatFailsDoesNotKeepOthersFromHearing() {
    List<String> heard = new ArrayList<>();
    memory.onSignal(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    memory.onSignal(() -> heard.add("second"));
    memory.signal();
    assertThat(heard).containsExactly("second");
  }

  /** If the signal held the store's lock, the other thread would wait for it forever. */
  @Test
  void aCallbackMayWaitForAThreadThatUsesTheStore() {
    List<Integer> counted = new ArrayList<>();
    memory.onSignal(
        () ->
            counted.add(
                CompletableFuture.supplyAsync(
                        () ->
                            memory
                                .accept(List.of(event), Admission.EVERYONE, NOW, Wake.NOBODY)
                                .size())
                    .join()));
    memory.signal();
    assertThat(counted).containsExactly(1);
  }

  @Test
  void aTransactionInsideATransactionIsRefusedAndTheOuterOneGoesOn() {
    boolean committed =
        memory.inTransaction(
            A,
            outer -> {
              outer.events().append(List.of(Arrival.inHand(event)), NOW);
              assertThatThrownBy(() -> memory.inTransaction(B, inner -> true))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("already open on this thread");
              assertThatThrownBy(
                      () -> memory.accept(List.of(), Admission.EVERYONE, NOW, Wake.NOBODY))
                  .isInstanceOf(IllegalStateException.class);
              return true;
            });
    assertThat(committed).isTrue();
    assertThat(memory.tenantsWithEvents()).containsExactly(A.tenant());
  }

  @Test
  void whatIsThereAlreadyIsNotAddedAgain() {
    RecordedEvent queued =
        memory.inTransaction(
            A,
            t ->
                t.events()
                    .find(t.events().append(List.of(Arrival.queued(event)), NOW).get(0).eventId())
                    .orElseThrow());
    QueueEntry entry = new QueueEntry(queued.id(), 0, NOW);
    assertThatThrownBy(
            () ->
                memory.inTransaction(
                    A,
                    t -> {
                      t.queue().add(queued, entry);
                      return true;
                    }))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("already");
  }

  @Test
  void aBacklogOfManyEventsIsDrainedBatchByBatch() {
    int backlog = 30_000;
    List<KernelEvent> events =
        IntStream.range(0, backlog)
            .mapToObj(n -> StoreSamples.about(A, "L-" + n % 1_000, "number " + n))
            .toList();
    memory.accept(events, Admission.EVERYONE, NOW, Wake.NOBODY);
    int drained = 0;
    int batch = 1;
    while (batch > 0) {
      batch = memory.inTransaction(A, InMemoryKernelStoreTest::drainSome);
      drained += batch;
    }
    assertThat(drained).isEqualTo(backlog);
    assertThat(memory.openPartitions(NOW)).isEmpty();
  }

  private static int drainSome(KernelTransaction transaction) {
    ClaimRequest request = new ClaimRequest(PartitionRange.all(), 100, NOW, Set.of());
    Batch batch = Batch.empty();
    Claim claim = transaction.queue().claim(request);
    claim.events().forEach(claimed -> batch.completed(claimed.event()));
    transaction.journal().record(batch.build(), NOW);
    return claim.events().size();
  }
}
