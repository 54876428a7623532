package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.NotAdmittedException;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same time share a commit: whoever finds nobody committing takes
 * everything that is waiting, commits it, and hands over to the next. There is no thread of its own
 * and no waiting for company: a caller that is alone commits at once. A shared commit that is
 * refused is done again without those whom the store names, or else by each caller for itself.
 */
public final class CommitGroup {
  static final int MAX_GROUP = 256;
  // Of payloads: a group that has as many takes nobody in any more.
  static final int MAX_BYTES = 2 << 20;
  private static final Duration PATIENCE = Duration.ofMillis(250);

  // Two groups that have keys in common insert them in the same order, and cannot wait in a circle.
  private static final Comparator<Caller> BY_KEY =
      Comparator.<Caller, TenantId>comparing(
              caller -> caller.event.scope().tenant(), Comparator.comparing(TenantId::value))
          .thenComparing(caller -> caller.event.idempotencyKey().value());

  /** Where a waiting caller stands. */
  private enum State {
    WAITING,
    /** To take over: the one before has finished. */
    LEADING,
    /** To commit by itself: the commit that it shared was refused. */
    ALONE,
    /** The outcome is there. */
    DONE
  }

  private static final class Caller {
    private final KernelEvent event;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private volatile State state = State.WAITING;
    private @Nullable Receipt receipt;
    private @Nullable Throwable failure;

    Caller(KernelEvent event) {
      this.event = event;
    }

    int bytes() {
      return event.payload().byteSize();
    }

    /** Whether this caller's event may be why a commit was refused. */
    boolean isConcernedBy(Throwable reason) {
      return !(reason instanceof NotAdmittedException named) || named.concerns(event.scope());
    }

    void succeed(Receipt result) {
      receipt = result;
      wake(State.DONE);
    }

    void fail(Throwable reason) {
      failure = reason;
      wake(State.DONE);
    }

    void wake(State next) {
      state = next;
      LockSupport.unpark(thread);
    }

    Receipt outcome() {
      if (failure instanceof Error error) {
        throw error;
      } else if (failure instanceof RuntimeException refused) {
        throw refused;
      } else if (failure != null) {
        throw new IllegalStateException(failure);
      }
      if (receipt == null) {
        throw new IllegalStateException("no outcome");
      }
      return receipt;
    }
  }

  private final Function<List<KernelEvent>, List<Receipt>> commit;
  private final long patienceNanos;
  private final ConcurrentLinkedQueue<Caller> waiting = new ConcurrentLinkedQueue<>();
  // Two: while one waits for the disk, the other can be put together and sent.
  private final AtomicInteger free = new AtomicInteger(2);

  /**
   * @param commit commits all or nothing
   */
  public CommitGroup(Function<List<KernelEvent>, List<Receipt>> commit) {
    this(commit, PATIENCE);
  }

  /**
   * @param patience how long a caller waits for others' commits before it makes one of its own
   */
  CommitGroup(Function<List<KernelEvent>, List<Receipt>> commit, Duration patience) {
    this.commit = commit;
    this.patienceNanos = TimeUnit.NANOSECONDS.convert(patience);
  }

  /** Returns when the event is committed; throws what became of it otherwise. */
  public Receipt accept(KernelEvent event) {
    Caller self = new Caller(event);
    // Put aside: others' events may be in the commit, and some databases do not survive one.
    boolean interrupted = Thread.interrupted();
    if (tryLead()) {
      lead(self);
    } else {
      waiting.add(self);
      // The last leader may have left before this caller was in the queue.
      passOn();
    }
    while (self.state != State.DONE) {
      if (self.state == State.LEADING) {
        lead(self);
      } else if (self.state == State.ALONE || leaves(self)) {
        alone(self);
      } else {
        LockSupport.parkNanos(this, patienceNanos);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return self.outcome();
  }

  /** Both leaders may have to wait for somebody's lock; that must not become everyone's. */
  private boolean leaves(Caller self) {
    return System.nanoTime() - self.since > patienceNanos && waiting.remove(self);
  }

  private boolean tryLead() {
    int permits = free.get();
    while (permits > 0) {
      if (free.compareAndSet(permits, permits - 1)) {
        return true;
      }
      permits = free.get();
    }
    return false;
  }

  /** Commits for a caller that is not in the queue, and for everyone who is. */
  private void lead(Caller self) {
    try {
      commit(groupOf(self));
    } finally {
      free.incrementAndGet();
      passOn();
    }
  }

  private List<Caller> groupOf(Caller self) {
    List<Caller> group = new ArrayList<>();
    group.add(self);
    long bytes = self.bytes();
    while (group.size() < MAX_GROUP && bytes < MAX_BYTES) {
      Caller next = waiting.poll();
      if (next == null) {
        break;
      }
      group.add(next);
      bytes += next.bytes();
    }
    group.sort(BY_KEY);
    return group;
  }

  /** Whoever has waited longest leads next, unless somebody else does already. */
  private void passOn() {
    while (!waiting.isEmpty() && tryLead()) {
      Caller next = waiting.poll();
      if (next != null) {
        next.wake(State.LEADING);
        return;
      }
      free.incrementAndGet();
    }
  }

  private void commit(List<Caller> group) {
    try {
      succeed(group, commit.apply(group.stream().map(caller -> caller.event).toList()));
    } catch (UnavailableException tryAgain) {
      group.forEach(caller -> caller.fail(unavailable(tryAgain)));
    } catch (Throwable refused) {
      refuse(group, refused);
    }
  }

  private static void succeed(List<Caller> group, List<Receipt> receipts) {
    if (receipts.size() != group.size()) {
      throw new IllegalStateException(
          "expected %d receipts, found %d".formatted(group.size(), receipts.size()));
    }
    for (int i = 0; i < group.size(); i++) {
      group.get(i).succeed(receipts.get(i));
    }
  }

  /** One of its own per caller: what is thrown on several threads must not be one object. */
  private static RuntimeException unavailable(UnavailableException shared) {
    return new UnavailableException(String.valueOf(shared.getMessage()), shared);
  }

  /**
   * Somebody's event spoiled the group. Whoever may have been it tries alone, and fails alone; if
   * the store says who, the others still share a commit, and do not pay for it.
   */
  private void refuse(List<Caller> group, Throwable reason) {
    if (group.size() == 1) {
      group.get(0).fail(reason);
      return;
    }
    Map<Boolean, List<Caller>> bySuspicion =
        group.stream().collect(Collectors.partitioningBy(caller -> caller.isConcernedBy(reason)));
    List<Caller> others = bySuspicion.getOrDefault(false, List.of());
    if (others.size() == group.size()) {
      group.forEach(caller -> caller.wake(State.ALONE));
    } else {
      bySuspicion.getOrDefault(true, List.of()).forEach(caller -> caller.wake(State.ALONE));
      if (!others.isEmpty()) {
        commit(others);
      }
    }
  }

  private void alone(Caller self) {
    try {
      succeed(List.of(self), commit.apply(List.of(self.event)));
    } catch (Throwable failure) {
      self.fail(failure);
    }
  }
}
