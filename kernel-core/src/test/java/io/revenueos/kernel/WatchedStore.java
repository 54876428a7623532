package io.revenueos.kernel;

import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.testkit.ForwardingStore;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An in-memory store that lacks certain tables and counts how often it was closed. */
final class WatchedStore extends ForwardingStore {
  final AtomicInteger closed = new AtomicInteger();
  private final Set<String> missing;

  WatchedStore(Set<String> missing) {
    super(new InMemoryKernelStore());
    this.missing = missing;
  }

  @Override
  public Set<String> missingTables(Collection<String> tables) {
    return missing;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    super.close();
  }
}
