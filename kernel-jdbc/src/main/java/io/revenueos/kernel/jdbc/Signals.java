package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.KernelStore.Subscription;

/** How one store wakes those who listen at it, and at others on the same database. */
interface Signals extends AutoCloseable {
  Subscription subscribe(Runnable callback);

  /** Calls back whoever has subscribed; best effort. */
  void signal();

  /** Ends every subscription. */
  @Override
  void close();
}
