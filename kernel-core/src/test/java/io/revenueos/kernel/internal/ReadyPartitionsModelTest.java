package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** {@link ReadyPartitions} against a simple model. */
class ReadyPartitionsModelTest {
  private static final int PARTITIONS = PartitionRange.PARTITIONS;

  /** What must hold after every step, kept in sets. */
  private static final class Model {
    private final Random random;
    private final int tenants;
    private final int maxWidth;
    private final int share;
    private final boolean scans;
    private final AtomicLong nanos = new AtomicLong();
    private final ReadyPartitions ready;
    private final Set<OpenPartition> wanted = new HashSet<>();
    private final Map<OpenPartition, Optional<FreshEvent>> known = new HashMap<>();
    private long lastId;
    private int fromMemory;
    private final List<Assignment> inHand = new ArrayList<>();
    private final Map<OpenPartition, Long> away = new HashMap<>();
    private final Map<TenantId, Map<TenantId, Integer>> servedBefore = new HashMap<>();

    Model(long seed) {
      random = new Random(seed);
      tenants = 1 + random.nextInt(5);
      int workers = 1 + random.nextInt(8);
      maxWidth = PARTITIONS / workers;
      share = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(3);
      scans = random.nextBoolean();
      ready = new ReadyPartitions(workers, share, nanos::get);
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0 -> offerOne();
        case 1, 8, 9 -> offerAccepted();
        case 2 -> offerSome();
        case 3 -> nanos.addAndGet(random.nextInt((int) ReadyPartitions.RETRY_NANOS));
        case 4, 5 -> giveBack();
        default -> poll();
      }
    }

    private TenantId someTenant() {
      return Entities.tenant(random.nextInt(tenants));
    }

    private void offerOne() {
      TenantId tenant = someTenant();
      int partition = random.nextInt(PARTITIONS);
      ready.offer(tenant, partition);
      want(new OpenPartition(tenant, partition));
    }

    /** There is something in it that is not in memory. */
    private void want(OpenPartition open) {
      wanted.add(open);
      known.put(open, Optional.empty());
    }

    private void offerAccepted() {
      TenantId tenant = someTenant();
      int partition = random.nextInt(PARTITIONS);
      FreshEvent event = Entities.fresh(partition, tenant, ++lastId);
      nanos.incrementAndGet();
      ready.offer(event, nanos.get());
      OpenPartition open = new OpenPartition(tenant, partition);
      boolean isAlone = isFree(open) && !wanted.contains(open);
      want(open);
      known.put(open, Optional.of(event).filter(accepted -> isAlone));
    }

    /** Only some nodes find much that others have left. */
    private void offerSome() {
      if (scans) {
        offerMany();
      } else {
        offerAccepted();
      }
    }

    private void offerMany() {
      TenantId tenant = someTenant();
      List<OpenPartition> open =
          IntStream.range(0, PARTITIONS)
              .filter(partition -> random.nextBoolean())
              .mapToObj(partition -> new OpenPartition(tenant, partition))
              .toList();
      ready.offer(open);
      open.forEach(this::want);
    }

    void poll() {
      comeBack();
      Set<TenantId> waiting = waiting();
      Optional<Assignment> given = ready.poll();
      assertThat(given.isPresent()).as("waiting: %s", waiting).isEqualTo(!waiting.isEmpty());
      given.ifPresent(assignment -> check(assignment, waiting));
    }

    /** Those that could be handed out. */
    private Set<TenantId> waiting() {
      Set<TenantId> waiting = new HashSet<>();
      for (OpenPartition open : wanted) {
        if (isFree(open) && inHandOf(open.tenant()) < share) {
          waiting.add(open.tenant());
        }
      }
      servedBefore.keySet().retainAll(waiting);
      waiting.forEach(tenant -> servedBefore.computeIfAbsent(tenant, t -> new HashMap<>()));
      return waiting;
    }

    private boolean isFree(OpenPartition open) {
      return !away.containsKey(open)
          && inHand.stream()
              .noneMatch(
                  held ->
                      held.tenant().equals(open.tenant())
                          && held.range().contains(open.partition()));
    }

    private long inHandOf(TenantId tenant) {
      return inHand.stream().filter(held -> held.tenant().equals(tenant)).count();
    }

    private void check(Assignment given, Set<TenantId> waiting) {
      assertThat(waiting).contains(given.tenant());
      List<OpenPartition> held = partitions(given);
      assertThat(held.size()).isLessThanOrEqualTo(maxWidth);
      assertThat(held).as("free").allMatch(this::isFree);
      assertThat(held.get(0)).isIn(wanted);
      assertThat(held.get(held.size() - 1)).isIn(wanted);
      checkFresh(given, held);
      held.forEach(wanted::remove);
      held.forEach(known::remove);
      inHand.add(given);
      servedBefore.remove(given.tenant());
      servedBefore.forEach(
          (tenant, others) ->
              assertThat(others.merge(given.tenant(), 1, Integer::sum))
                  .as("%s was served while %s waited", given.tenant(), tenant)
                  .isEqualTo(1));
    }

    /** All that there is to do, or nothing is said of it. */
    private void checkFresh(Assignment given, List<OpenPartition> held) {
      FreshEvent fresh = given.freshOrNull();
      if (fresh != null) {
        assertThat(held).hasSize(1);
        assertThat(known.get(held.get(0))).contains(fresh);
        fromMemory++;
      }
    }

    private static List<OpenPartition> partitions(Assignment given) {
      return IntStream.rangeClosed(given.range().first(), given.range().last())
          .mapToObj(partition -> new OpenPartition(given.tenant(), partition))
          .toList();
    }

    private void giveBack() {
      if (inHand.isEmpty()) {
        return;
      }
      Assignment back = inHand.remove(random.nextInt(inHand.size()));
      List<OpenPartition> held = partitions(back);
      if (random.nextInt(5) == 0) {
        ready.failed(back);
        held.forEach(this::away);
        return;
      }
      Set<OpenPartition> taken = new HashSet<>(held);
      taken.removeIf(partition -> random.nextInt(4) != 0);
      List<Integer> found =
          held.stream()
              .filter(partition -> !taken.contains(partition) && random.nextBoolean())
              .map(OpenPartition::partition)
              .toList();
      boolean full = !found.isEmpty() && random.nextBoolean();
      if (full) {
        int from = found.get(found.size() - 1);
        held.stream()
            .filter(partition -> partition.partition() >= from && !taken.contains(partition))
            .forEach(this::want);
      }
      taken.forEach(this::away);
      Set<Integer> numbers = new HashSet<>();
      taken.forEach(partition -> numbers.add(partition.partition()));
      ready.done(back, Entities.claim(full, numbers, found));
    }

    private void away(OpenPartition partition) {
      away.put(partition, nanos.get() + ReadyPartitions.RETRY_NANOS);
    }

    private void comeBack() {
      away.entrySet()
          .removeIf(
              entry -> {
                boolean due = entry.getValue() <= nanos.get();
                if (due) {
                  want(entry.getKey());
                }
                return due;
              });
    }

    /** Everything that was offered is handed out in the end. */
    void drain() {
      for (int i = 0; i < 10_000 && !(wanted.isEmpty() && away.isEmpty()); i++) {
        while (!inHand.isEmpty()) {
          ready.done(inHand.remove(0), Entities.claim(false, Set.of(), List.of()));
        }
        nanos.addAndGet(ReadyPartitions.RETRY_NANOS);
        poll();
      }
      assertThat(wanted).isEmpty();
    }
  }

  @Seeds(300)
  void nothingIsLostNothingIsInTwoHandsAndTenantsTakeTurns(long seed) {
    Model model = new Model(seed);
    for (int i = 0; i < 400; i++) {
      model.step();
    }
    model.drain();
    assertThat(model.scans || model.fromMemory > 0).as("some were not read").isTrue();
  }
}
