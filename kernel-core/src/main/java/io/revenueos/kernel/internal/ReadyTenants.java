package io.revenueos.kernel.internal;

import io.revenueos.kernel.tenant.TenantId;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tenants that may have actions for this node's workers, taking turns, one action at a time. Only a
 * hint, as {@link ReadyPartitions}. Thread-safe.
 */
final class ReadyTenants {
  private final Set<TenantId> turns = new LinkedHashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private boolean closed;

  void offer(TenantId tenant) {
    lock.lock();
    try {
      if (turns.add(tenant)) {
        offered.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next tenant; waits for one.
   *
   * @return empty when this is closed
   */
  Optional<TenantId> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && turns.isEmpty()) {
        offered.await();
      }
      return closed ? Optional.empty() : poll();
    } finally {
      lock.unlock();
    }
  }

  /** The next tenant, without waiting. */
  Optional<TenantId> poll() {
    lock.lock();
    try {
      Iterator<TenantId> first = turns.iterator();
      if (!first.hasNext()) {
        return Optional.empty();
      }
      TenantId tenant = first.next();
      first.remove();
      return Optional.of(tenant);
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
