package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.KernelStore.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** H2 cannot push: reaches those who have subscribed at the same store. Thread-safe. */
final class LocalSignals implements Signals {
  private final Set<Callback> callbacks = ConcurrentHashMap.newKeySet();

  /** Told apart by identity: the same work may be subscribed twice. */
  private final class Callback implements Subscription {
    private final Runnable work;

    Callback(Runnable work) {
      this.work = work;
    }

    @Override
    public void close() {
      callbacks.remove(this);
    }
  }

  @Override
  public Subscription subscribe(Runnable work) {
    Callback callback = new Callback(work);
    callbacks.add(callback);
    return callback;
  }

  @Override
  public void signal() {
    callbacks.forEach(callback -> callback.work.run());
  }

  @Override
  public void close() {
    callbacks.clear();
  }
}
