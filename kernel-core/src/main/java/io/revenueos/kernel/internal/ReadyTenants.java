package io.revenueos.kernel.internal;

import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tenants that may have actions for this node's workers, taking turns, one action at a time, and
 * only so many of a tenant's at a time. Only a hint, as {@link ReadyPartitions}. Thread-safe.
 */
final class ReadyTenants {
  /** To be offered then. */
  private record Later(TenantId tenant, long dueNanos) {}

  private final int tenantShare;
  private final Set<TenantId> turns = new LinkedHashSet<>();
  private final Set<TenantId> held = new HashSet<>();
  private final Map<TenantId, Integer> inHand = new HashMap<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private boolean closed;

  /**
   * @param tenantShare how often one tenant may be in hand at a time
   */
  ReadyTenants(int tenantShare) {
    this.tenantShare = tenantShare;
  }

  /** A tenant that is in hand as often as it may be has its turn when one of them is done. */
  void offer(TenantId tenant) {
    lock.lock();
    try {
      if (inHand.getOrDefault(tenant, 0) >= tenantShare) {
        held.add(tenant);
      } else if (turns.add(tenant)) {
        offered.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Offers a tenant after a while. */
  void offerIn(Duration pause, TenantId tenant) {
    lock.lock();
    try {
      later.add(new Later(tenant, System.nanoTime() + pause.toNanos()));
      offered.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Offers what is due; nanoseconds until the next is. */
  private long offerLater() {
    for (Later next = later.peek(); next != null; next = later.peek()) {
      long wait = next.dueNanos() - System.nanoTime();
      if (wait > 0) {
        return wait;
      }
      later.remove();
      offer(next.tenant());
    }
    return Long.MAX_VALUE;
  }

  /**
   * The next tenant, to be given back; waits for one.
   *
   * @return empty when this is closed
   */
  Optional<TenantId> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long wait = offerLater();
      while (!closed && turns.isEmpty()) {
        if (wait == Long.MAX_VALUE) {
          offered.await();
        } else {
          wait = offered.awaitNanos(wait);
        }
        wait = offerLater();
      }
      if (!later.isEmpty()) {
        // Somebody else is to watch the time meanwhile.
        offered.signal();
      }
      return closed ? Optional.empty() : poll();
    } finally {
      lock.unlock();
    }
  }

  /** The next tenant, to be given back, without waiting. */
  Optional<TenantId> poll() {
    lock.lock();
    try {
      Iterator<TenantId> first = turns.iterator();
      if (!first.hasNext()) {
        return Optional.empty();
      }
      TenantId tenant = first.next();
      first.remove();
      inHand.merge(tenant, 1, Integer::sum);
      return Optional.of(tenant);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a tenant back. */
  void done(TenantId tenant) {
    lock.lock();
    try {
      inHand.computeIfPresent(tenant, (t, times) -> times == 1 ? null : times - 1);
      if (held.remove(tenant)) {
        offer(tenant);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is handed out any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      offered.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
