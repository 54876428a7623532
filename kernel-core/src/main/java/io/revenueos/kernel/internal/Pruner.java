package io.revenueos.kernel.internal;

import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.store.Pruning;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Removes finished work that is older than the host wants to keep it. Stateless. */
public final class Pruner {
  private static final int BATCH = 500;

  private final Machinery machinery;
  private final Retention retention;

  public Pruner(Machinery machinery, Retention retention) {
    this.machinery = machinery;
    this.retention = retention;
  }

  boolean hasNothingToDo() {
    return retention.removesNothing();
  }

  /**
   * Removes what is too old, in small transactions.
   *
   * @param stop asked between two of them
   * @return how many events went
   */
  public int prune(BooleanSupplier stop) {
    if (retention.removesNothing()) {
      return 0;
    }
    Instant now = machinery.settings().now();
    Pruning pruning =
        new Pruning(
            retention.completed().map(now::minus).orElse(null),
            retention.dead().map(now::minus).orElse(null),
            BATCH);
    int gone = 0;
    for (TenantId tenant : machinery.store().tenantsWithEvents()) {
      int removed = BATCH;
      while (removed == BATCH && !stop.getAsBoolean()) {
        removed =
            machinery
                .store()
                .inTransaction(TenantScope.of(tenant), transaction -> transaction.prune(pruning));
        gone += removed;
      }
    }
    return gone;
  }
}
