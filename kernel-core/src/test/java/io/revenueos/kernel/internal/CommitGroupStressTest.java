package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many callers, commits that fail, leaders that hand over at every moment. */
class CommitGroupStressTest {
  private static final int CALLERS = 64;
  private static final int CALLS = 150;

  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger atATime = new AtomicInteger();
  private final AtomicInteger mostAtATime = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final Map<String, EventId> committed = new ConcurrentHashMap<>();

  private List<Receipt> commit(List<KernelEvent> events) {
    mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
    try {
      commits.incrementAndGet();
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = random.nextInt(2_000); i > 0; i--) {
        Thread.onSpinWait();
      }
      if (random.nextInt(10) == 0) {
        throw new UnavailableException("not now");
      }
      if (events.stream().anyMatch(event -> event.entity().id().endsWith("bad"))) {
        throw new RefusedException("bad", "one of them is bad");
      }
      return events.stream().map(this::commit).toList();
    } finally {
      atATime.decrementAndGet();
    }
  }

  private Receipt commit(KernelEvent event) {
    EventId fresh = new EventId(ids.incrementAndGet());
    EventId first = committed.putIfAbsent(event.entity().id(), fresh);
    return first == null ? new Receipt(fresh, false) : new Receipt(first, true);
  }

  /** Calls until it is accepted, or refused; returns how many that were. */
  private int caller(CommitGroup group, int number, Random random) {
    int accepted = 0;
    for (int call = 0; call < CALLS; call++) {
      boolean bad = random.nextInt(20) == 0;
      String name = number + "/" + call + (bad ? "/bad" : "");
      KernelEvent event = TestEvents.event().about("thing", name).build();
      boolean again = true;
      while (again) {
        again = false;
        try {
          Receipt receipt = group.accept(event);
          assertThat(receipt.eventId()).isEqualTo(committed.get(name));
          assertThat(bad).isFalse();
          accepted++;
        } catch (UnavailableException tryAgain) {
          again = true;
        } catch (RefusedException refused) {
          assertThat(bad).as(name).isTrue();
        }
      }
    }
    return accepted;
  }

  @Seeds(5)
  void nobodyIsLostAndEveryoneGetsTheirOwnReceipt(long seed) {
    CommitGroup group = new CommitGroup(this::commit);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int number = i;
        callers.add(
            threads.submit(() -> caller(group, number, new Random(seed * CALLERS + number))));
      }
      int accepted = callers.stream().mapToInt(Await::result).sum();

      assertThat(committed).hasSize(accepted);
      assertThat(mostAtATime.get())
          .as("one of its own for each of a group that was refused")
          .isBetween(1, CALLERS);
      assertThat(commits.get()).as("shared").isLessThan(CALLERS * CALLS * 2);
    } finally {
      threads.shutdownNow();
    }
  }
}
