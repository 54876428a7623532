package io.revenueos.kernel.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who listens to the in-memory store. Not guarded by its lock: a callback may use the store. */
final class MemorySignals {
  private static final Logger log = LoggerFactory.getLogger(MemorySignals.class);

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** An object of its own, so that a callback given twice is called twice and ended one by one. */
  private final class Listener implements KernelStore.Subscription {
    private final Runnable callback;

    private Listener(Runnable callback) {
      this.callback = callback;
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  KernelStore.Subscription subscribe(Runnable callback) {
    Listener listener = new Listener(callback);
    listeners.add(listener);
    return listener;
  }

  /** Calls everyone; one that throws does not keep the others from being called. */
  void send() {
    for (Listener listener : listeners) {
      try {
        listener.callback.run();
      } catch (RuntimeException failure) {
        log.warn("a listener to the store's signals failed", failure);
      }
    }
  }
}
