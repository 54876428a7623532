package io.revenueos.kernel.internal;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.store.KernelStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands still, read again when it is older than the node's poll interval; so that every node
 * obeys a pause within that time. Not to be asked inside a transaction: it uses the store.
 * Thread-safe.
 */
public final class Controls {
  private final KernelStore store;
  private final ModuleMap modules;
  private final long maxAgeNanos;
  private final AtomicLong changes = new AtomicLong();
  private @Nullable Failed failure; // guarded by this
  private volatile Reading last = new Reading(Standstill.NOTHING, -1, 0);

  /**
   * What was read.
   *
   * @param change the change it was read after; a later one makes it stale
   * @param at by {@link System#nanoTime()}. Not the injected clock: this measures a span, and must
   *     not stand still in tests or jump
   */
  private record Reading(Standstill standstill, long change, long at) {}

  /** When the store could not be read. */
  private record Failed(UnavailableException reason, long at) {}

  public Controls(KernelStore store, ModuleMap modules, Duration maxAge) {
    this.store = store;
    this.modules = modules;
    this.maxAgeNanos = TimeUnit.NANOSECONDS.convert(maxAge);
  }

  Standstill current() {
    Reading reading = last;
    return isFresh(reading) ? reading.standstill() : refresh();
  }

  private Standstill refresh() {
    return refresh(System.nanoTime());
  }

  /**
   * Whoever waits for another's reading shares its failure, too: the store may take long to fail.
   */
  private synchronized Standstill refresh(long asked) {
    if (!isFresh(last)) {
      if (failure != null && failure.at() - asked >= 0) {
        throw new UnavailableException(
            String.valueOf(failure.reason().getMessage()), failure.reason());
      }
      read();
    }
    return last.standstill();
  }

  private void read() {
    // Both before the read: a change that comes during it must not be missed.
    long change = changes.get();
    long now = System.nanoTime();
    try {
      last = new Reading(Standstill.of(store.pauses(), modules), change, now);
    } catch (UnavailableException away) {
      failure = new Failed(away, System.nanoTime());
      throw away;
    }
  }

  private boolean isFresh(Reading reading) {
    return reading.change() == changes.get() && System.nanoTime() - reading.at() < maxAgeNanos;
  }

  /** Whoever asks after this reads again. */
  public void invalidate() {
    changes.incrementAndGet();
  }
}
