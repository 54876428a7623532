package io.revenueos.kernel;

import io.revenueos.kernel.internal.Machinery;
import io.revenueos.kernel.internal.Pruner;
import io.revenueos.kernel.internal.StepWorker;
import io.revenueos.kernel.internal.Workers;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts a kernel's background work, and keeps its calls and its closing apart: no call on a closed
 * kernel, no closing under a call. Thread-safe.
 */
final class Lifecycle {
  private final Machinery machinery;
  private final StepWorker steps;
  private final BackgroundOptions background;
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
  private final Object changing = new Object(); // taken before inUse
  private volatile @Nullable Workers workers; // written under changing
  private boolean closed; // guarded by inUse

  Lifecycle(Machinery machinery, StepWorker steps, BackgroundOptions background) {
    this.machinery = machinery;
    this.steps = steps;
    this.background = background;
  }

  <T> T whileOpen(Supplier<T> call) {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this kernel is closed");
      }
      return call.get();
    } finally {
      inUse.readLock().unlock();
    }
  }

  /** See {@link Kernel#start()}. */
  void start() {
    synchronized (changing) {
      whileOpen(
          () -> {
            if (workers != null) {
              throw new IllegalStateException("this kernel was started before");
            }
            workers = started();
            return workers;
          });
    }
  }

  private Workers started() {
    Workers starting =
        new Workers(
            machinery, steps, background.workers(), new Pruner(machinery, background.retention()));
    try {
      starting.start();
    } catch (RuntimeException | Error refused) {
      steps.reopen();
      throw refused;
    }
    return starting;
  }

  /** See {@link Kernel#close()}. */
  void close() {
    Workers working = workers;
    if (inUse.getReadHoldCount() > 0 || (working != null && working.isWorkedByThisThread())) {
      throw new IllegalStateException("a call of this kernel cannot close it");
    }
    synchronized (changing) {
      steps.close();
      Workers started = workers;
      if (started != null) {
        started.close();
      }
      inUse.writeLock().lock();
      try {
        if (!closed) {
          closed = true;
          machinery.store().close();
        }
      } finally {
        inUse.writeLock().unlock();
      }
    }
  }
}
