package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.internal.ReadyPartitions.Assignment;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** {@link ReadyPartitions} under many threads. */
class ReadyPartitionsStressTest {
  private static final int PARTITIONS = PartitionRange.PARTITIONS;

  /** Units of work behind partitions, as a store would have them; part of it on another node. */
  private static final class Units {
    private final int tenants = 4;
    private final AtomicIntegerArray left = new AtomicIntegerArray(tenants * PARTITIONS);
    private final AtomicIntegerArray hands = new AtomicIntegerArray(tenants * PARTITIONS);
    private final AtomicInteger total = new AtomicInteger();
    private final ReadyPartitions ready = new ReadyPartitions(4, Integer.MAX_VALUE);

    void produce(Random random, int units) {
      for (int i = 0; i < units; i++) {
        int tenant = random.nextInt(tenants);
        int partition = random.nextInt(PARTITIONS);
        left.incrementAndGet(tenant * PARTITIONS + partition);
        ready.offer(Entities.tenant(tenant), partition);
      }
    }

    boolean consume() throws InterruptedException {
      Optional<Assignment> next = ready.take();
      if (next.isEmpty()) {
        return false;
      }
      Assignment given = next.get();
      List<Integer> held = indexes(given);
      held.forEach(at -> assertThat(hands.incrementAndGet(at)).as("hands").isEqualTo(1));
      Claim claim = claim(held);
      held.forEach(hands::decrementAndGet);
      ready.done(given, claim);
      return true;
    }

    private List<Integer> indexes(Assignment given) {
      int tenant =
          IntStream.range(0, tenants)
              .filter(number -> Entities.tenant(number).equals(given.tenant()))
              .findFirst()
              .orElseThrow();
      return IntStream.rangeClosed(given.range().first(), given.range().last())
          .map(partition -> tenant * PARTITIONS + partition)
          .boxed()
          .toList();
    }

    private Claim claim(List<Integer> held) {
      int limit = 3;
      Set<Integer> taken = new HashSet<>();
      List<Integer> found = new ArrayList<>();
      for (int at : held) {
        if (ThreadLocalRandom.current().nextInt(20) == 0) {
          taken.add(at % PARTITIONS);
        } else {
          while (found.size() < limit && left.get(at) > 0) {
            left.decrementAndGet(at);
            found.add(at % PARTITIONS);
          }
        }
      }
      total.addAndGet(found.size());
      return Entities.claim(found.size() == limit, taken, found);
    }
  }

  @Seeds(10)
  void manyThreadsLoseNothing(long seed) {
    Units units = new Units();
    int producers = 3;
    int each = 2_000;
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        workers.add(
            threads.submit(
                () -> {
                  boolean goOn = true;
                  while (goOn) {
                    goOn = units.consume();
                  }
                  return goOn;
                }));
      }
      for (int i = 0; i < producers; i++) {
        Random random = new Random(seed * 10 + i);
        threads.execute(() -> units.produce(random, each));
      }
      Await.until("all units", () -> units.total.get() == producers * each || anyDone(workers));
      units.ready.close();
      Await.all(workers);
      assertThat(units.total).hasValue(producers * each);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean anyDone(List<Future<?>> tasks) {
    return tasks.stream().anyMatch(Future::isDone);
  }
}
