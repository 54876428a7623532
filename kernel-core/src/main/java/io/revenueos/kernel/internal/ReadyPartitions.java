package io.revenueos.kernel.internal;

import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.OpenPartition;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one node believes that there is work, and whose turn it is: tenants take turns, one batch
 * at a time, so that a tenant with much work delays another by no more than the batches in hand.
 * What is handed out is not handed out again until it is given back. Only a hint: what is really
 * there, and whether another node works on it, the store says. Thread-safe.
 */
final class ReadyPartitions {
  private static final Logger log = LoggerFactory.getLogger(ReadyPartitions.class);

  /**
   * Neighbouring partitions of one tenant, for one transaction.
   *
   * @param freshOrNull the event that is all there is to do, if it is known
   */
  record Assignment(TenantId tenant, PartitionRange range, @Nullable FreshEvent freshOrNull) {}

  /** Partitions that another node had; to be tried again. */
  private record Later(TenantWork work, int partitions, long dueNanos) {}

  static final int MOST_BYTES = 64 << 10;
  static final int MOST_IN_MEMORY = 64;
  static final int MOST_IDLE = 1_000;
  static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final LongSupplier nanos;
  private final int maxWidth;
  private final int tenantShare;
  private final Map<TenantId, TenantWork> tenants = new HashMap<>();
  private final Deque<TenantWork> turns = new ArrayDeque<>();
  private final Deque<Later> later = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  // Of who waits for work. Who came last is called first: its caches and its connection are warm.
  private final Deque<Condition> idle = new ArrayDeque<>();
  private long forgottenAt;
  private boolean closed;

  /**
   * @param workers among how many a tenant's partitions are divided
   * @param tenantShare how many batches of one tenant may be in hand at a time
   */
  ReadyPartitions(int workers, int tenantShare) {
    this(workers, tenantShare, System::nanoTime);
  }

  /**
   * @param nanos counts on whatever the clocks do
   */
  ReadyPartitions(int workers, int tenantShare, LongSupplier nanos) {
    this.nanos = nanos;
    this.forgottenAt = nanos.getAsLong();
    this.maxWidth = Math.max(1, PartitionRange.PARTITIONS / workers);
    this.tenantShare = tenantShare;
  }

  void offer(TenantId tenant, int partition) {
    lock.lock();
    try {
      add(workOf(tenant), 1 << partition);
    } finally {
      lock.unlock();
    }
  }

  /**
   * An event that was accepted a moment ago; large ones are not kept in memory.
   *
   * @param since the {@linkplain System#nanoTime() time} before it was accepted: what has been read
   *     since then may have been this
   */
  void offer(FreshEvent accepted, long since) {
    lock.lock();
    try {
      TenantWork work = workOf(accepted.event().event().scope().tenant());
      if (work.isIdleSince(since, accepted.partition())
          && accepted.event().event().payload().byteSize() <= MOST_BYTES
          && turns.size() < MOST_IN_MEMORY) {
        work.add(accepted);
        takeTurn(work);
      } else {
        add(work, 1 << accepted.partition());
      }
    } finally {
      lock.unlock();
    }
  }

  void offer(Collection<OpenPartition> open) {
    lock.lock();
    try {
      open.forEach(one -> add(workOf(one.tenant()), 1 << one.partition()));
    } finally {
      lock.unlock();
    }
  }

  private void add(TenantWork work, int bits) {
    work.add(bits);
    takeTurn(work);
  }

  private TenantWork workOf(TenantId tenant) {
    return tenants.computeIfAbsent(tenant, id -> new TenantWork(id, maxWidth, forgottenAt));
  }

  private void takeTurn(TenantWork work) {
    if (!work.hasTurn() && work.free() != 0 && work.inHand() < tenantShare) {
      work.takeTurn();
      turns.addLast(work);
      call();
    }
  }

  /**
   * The next assignment; waits for one.
   *
   * @return empty when this is closed
   */
  Optional<Assignment> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        long untilLater = offerLater();
        TenantWork work = turns.pollFirst();
        if (work != null) {
          return Optional.of(assign(work));
        }
        Condition called = lock.newCondition();
        idle.addFirst(called);
        try {
          log.trace("called {} ns early", called.awaitNanos(untilLater));
        } finally {
          idle.remove(called);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void call() {
    Condition next = idle.pollFirst();
    if (next != null) {
      next.signal();
    }
  }

  /**
   * The next assignment, without waiting.
   *
   * @return empty when there is none
   */
  Optional<Assignment> poll() {
    lock.lock();
    try {
      offerLater();
      return Optional.ofNullable(turns.pollFirst()).map(this::assign);
    } finally {
      lock.unlock();
    }
  }

  private Assignment assign(TenantWork work) {
    PartitionRange range = work.nextRange();
    FreshEvent fresh = work.handOut(range);
    takeTurn(work);
    return new Assignment(work.tenant(), range, fresh);
  }

  /** Gives an assignment back, with what a claim of it found. */
  void done(Assignment assignment, Claim claim) {
    int taken = 0;
    for (int partition : claim.taken()) {
      taken |= 1 << partition;
    }
    int from = assignment.range().first();
    Set<Integer> filled = new HashSet<>();
    for (Claim.Claimed claimed : claim.events()) {
      from = EntityKey.of(claimed.event().event().entity()).partition();
      filled.add(from);
    }
    int left =
        claim.full()
            ? TenantWork.bits(new PartitionRange(from, assignment.range().last())) & ~taken
            : 0;
    giveBack(assignment, left, taken, claim.full() ? Math.max(1, filled.size()) : maxWidth);
  }

  /** Gives an assignment back that could not be worked on; it is offered again after a while. */
  void failed(Assignment assignment) {
    giveBack(assignment, 0, TenantWork.bits(assignment.range()), maxWidth);
  }

  /**
   * @param left where there is more to do
   * @param taken what is to be tried again later
   * @param width how many partitions filled a batch
   */
  private void giveBack(Assignment assignment, int left, int taken, int width) {
    lock.lock();
    try {
      TenantWork work = workOf(assignment.tenant());
      work.giveBack(assignment.range(), Math.min(width, maxWidth), nanos.getAsLong());
      work.add(left);
      if (taken != 0) {
        work.goneAway(taken);
        later.addLast(new Later(work, taken, nanos.getAsLong() + RETRY_NANOS));
        call();
      }
      takeTurn(work);
      if (work.isIdle() && tenants.size() > MOST_IDLE) {
        tenants.remove(work.tenant());
        forgottenAt = nanos.getAsLong();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Offers again what is due; nanoseconds until the next is. */
  private long offerLater() {
    Iterator<Later> waiting = later.iterator();
    while (waiting.hasNext()) {
      Later next = waiting.next();
      long wait = next.dueNanos() - nanos.getAsLong();
      if (wait > 0) {
        return wait;
      }
      waiting.remove();
      next.work().cameBack(next.partitions());
      add(workOf(next.work().tenant()), next.partitions());
    }
    return Long.MAX_VALUE;
  }

  /** Nothing is handed out any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      idle.forEach(Condition::signal);
    } finally {
      lock.unlock();
    }
  }
}
