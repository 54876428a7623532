package io.revenueos.kernel.store;

import static io.revenueos.kernel.store.StoreSamples.A;
import static io.revenueos.kernel.store.StoreSamples.B;
import static io.revenueos.kernel.store.StoreSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.Claim.Claimed;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a store must do that can have more than one transaction at a time; the one in memory cannot.
 * In each test a second transaction begins and ends while the first is open: it waits for nobody.
 */
public abstract class SideBySideContract extends StoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final PartitionRange LOW = new PartitionRange(0, 7);

  /** Runs a transaction from its beginning to its end, on another thread. */
  private <T> T meanwhile(TenantScope scope, Function<KernelTransaction, T> work) {
    FutureTask<T> other = new FutureTask<>(() -> in(scope, work));
    new Thread(other).start();
    try {
      return other.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError("the second transaction waited for the first, or failed", failed);
    }
  }

  private List<RecordedEvent> queueLeads(TenantScope scope, int leads) {
    return IntStream.range(0, leads)
        .mapToObj(n -> queue(StoreSamples.about(scope, "L-" + n, "number " + n)))
        .toList();
  }

  private static Claim claim(KernelTransaction transaction, PartitionRange partitions) {
    return transaction.queue().claim(new ClaimRequest(partitions, 100, NOW, Set.of()));
  }

  private static List<RecordedEvent> events(Claim claim) {
    return claim.events().stream().map(Claimed::event).toList();
  }

  private static int partition(RecordedEvent event) {
    return EntityKey.of(event.event().entity()).partition();
  }

  @Test
  void partitionsThatAnotherTransactionWorksOnAreLeft() {
    List<RecordedEvent> all = queueLeads(A, 100);
    run(
        A,
        t -> {
          List<RecordedEvent> low = events(claim(t, LOW));
          assertThat(low).isNotEmpty().allMatch(event -> LOW.contains(partition(event)));
          Claim second = meanwhile(A, other -> claim(other, PartitionRange.all()));
          assertThat(events(second)).isNotEmpty().doesNotContainAnyElementsOf(low);
          assertThat(events(second)).hasSize(all.size() - low.size());
          assertThat(second.taken()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        });
    run(A, t -> assertThat(claim(t, PartitionRange.all()).events()).hasSize(all.size()));
  }

  @Test
  void aWholePartitionIsTakenEvenWhenOnlyItsFirstEventIsClaimed() {
    RecordedEvent first = queue(StoreSamples.about(A, "L-1", "1"));
    queue(StoreSamples.about(A, "L-1", "2"));
    run(
        A,
        t -> {
          ClaimRequest one = new ClaimRequest(PartitionRange.all(), 1, NOW, Set.of());
          assertThat(events(t.queue().claim(one))).containsExactly(first);
          Claim second = meanwhile(A, other -> claim(other, PartitionRange.all()));
          assertThat(second.events()).isEmpty();
          assertThat(second.taken()).contains(partition(first));
        });
  }

  @Test
  void whatIsClaimedIsFreeWhenItsTransactionEnds() {
    queueLeads(A, 20);
    run(A, t -> assertThat(claim(t, PartitionRange.all()).events()).hasSize(20));
    Claim second = meanwhile(A, other -> claim(other, PartitionRange.all()));
    assertThat(second.events()).hasSize(20);
    assertThat(second.taken()).isEmpty();
  }

  @Test
  void tenantsDoNotStandInEachOthersWay() {
    queueLeads(A, 20);
    List<RecordedEvent> ofB = queueLeads(B, 20);
    run(
        A,
        t -> {
          claim(t, PartitionRange.all());
          Claim second = meanwhile(B, other -> claim(other, PartitionRange.all()));
          assertThat(events(second)).containsExactlyInAnyOrderElementsOf(ofB);
          assertThat(second.taken()).isEmpty();
        });
  }

  @Test
  void eventsArriveWhileTheirPartitionIsWorkedOn() {
    List<RecordedEvent> queued = queueLeads(A, 20);
    run(
        A,
        t -> {
          Batch batch = Batch.empty();
          events(claim(t, PartitionRange.all())).forEach(batch::completed);
          t.journal().record(batch.build(), NOW);
          List<Arrival> late =
              queued.stream()
                  .map(event -> event.event().entity().id())
                  .map(lead -> Arrival.queued(StoreSamples.about(A, lead, "late " + lead)))
                  .toList();
          List<Receipt> receipts = meanwhile(A, other -> other.events().append(late, NOW));
          assertThat(receipts).hasSize(20).noneMatch(Receipt::duplicate);
        });
    assertThat(store().stats().events())
        .containsEntry(EventStatus.PENDING, 20L)
        .containsEntry(EventStatus.COMPLETED, 20L);
  }

  @Test
  void whereAnEventStandsIsReadWithoutWaiting() {
    RecordedEvent event = queue(StoreSamples.about(A, "L-1", "1"));
    run(
        A,
        t -> {
          t.queue().lock(event);
          t.journal().record(Batch.empty().retry(event, 1, LATER).build(), NOW);
          Optional<QueueEntry> seen = meanwhile(A, other -> other.queue().find(event));
          assertThat(seen).contains(new QueueEntry(event.id(), 0, NOW));
        });
  }

  @Test
  void whatIsNotCommittedIsNotSeen() {
    run(
        A,
        t -> {
          t.events().append(List.of(Arrival.queued(StoreSamples.event(A, "secret").build())), NOW);
          Claim second = meanwhile(A, other -> claim(other, PartitionRange.all()));
          assertThat(second.events()).isEmpty();
        });
  }

  @Test
  void aStepThatAnotherTransactionLeasesIsLeft() {
    List<ActionId> steps = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ActionId id = act(append(StoreSamples.event(A, "step " + i).build()), ActionStatus.PENDING);
      addStep(A, new NewStep(id, ActionType.AGENT_RUN, "", NOW));
      steps.add(id);
    }
    List<ActionId> leased = new ArrayList<>();
    run(
        A,
        t -> {
          leased.addAll(lease(t, "node-1", 1));
          ActionId held = leased.get(0);
          leased.addAll(meanwhile(A, other -> lease(other, "node-2", 10)));
          Optional<StepEntry> seen = meanwhile(A, other -> other.steps().find(held));
          assertThat(seen).map(StepEntry::attempts).contains(0);
        });
    assertThat(leased).containsExactlyInAnyOrderElementsOf(steps);
  }

  private static List<ActionId> lease(KernelTransaction transaction, String node, int limit) {
    LeaseRequest request =
        new LeaseRequest(node, NOW, LATER, limit, Set.of(ActionType.AGENT_RUN), Set.of());
    return transaction.steps().lease(request).stream()
        .map(leased -> leased.entry().actionId())
        .toList();
  }

  @Test
  void aLeaseNeedsNoTransaction() {
    ActionId id = act(append(StoreSamples.event(A, "step").build()), ActionStatus.PENDING);
    addStep(A, new NewStep(id, ActionType.AGENT_RUN, "", NOW));
    assertThat(in(A, t -> lease(t, "node-1", 1).size()).intValue()).isEqualTo(1);
    List<ActionId> second = meanwhile(A, other -> lease(other, "node-2", 1));
    assertThat(second).isEmpty();
  }
}
