package io.revenueos.kernel.internal;

import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Works on the calling thread, one batch or one action at a time; tenants take turns here too.
 * Thread-safe.
 */
public final class InlineWorker {
  private final Machinery machinery;
  private final EventWorker events;
  private final StepWorker steps;
  private final ReadyPartitions partitions = new ReadyPartitions(1, Integer.MAX_VALUE);
  private final ReadyTenants tenants = new ReadyTenants(Integer.MAX_VALUE);

  public InlineWorker(Machinery machinery, StepWorker steps, WorkerOptions options) {
    this.machinery = machinery;
    this.events = new EventWorker(machinery, options.batchSize());
    this.steps = steps;
  }

  /**
   * Does batches and actions until nothing is due that no other thread has in hand, or this thread
   * is interrupted, or the kernel closes.
   *
   * @param limit stop after so many
   * @return how many it did
   */
  public int work(int limit) {
    int done = 0;
    while (done < limit && mayGoOn() && (batch() || action())) {
      done++;
    }
    return done;
  }

  private boolean mayGoOn() {
    return !steps.isClosing() && !Thread.currentThread().isInterrupted();
  }

  private boolean batch() {
    partitions.offer(machinery.store().openPartitions(machinery.settings().now()));
    for (Optional<ReadyPartitions.Assignment> next = partitions.poll();
        next.isPresent();
        next = partitions.poll()) {
      if (work(next.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean work(ReadyPartitions.Assignment assignment) {
    Claim claim = EventWorker.NOTHING;
    try {
      claim = events.work(assignment, steps::isClosing);
      return !claim.events().isEmpty();
    } finally {
      // What another node has is not tried again here: this waits for nobody.
      partitions.done(assignment, new Claim(null, claim.events(), Set.of(), claim.full()));
    }
  }

  private boolean action() {
    machinery.store().tenantsWithSteps().forEach(tenants::offer);
    for (Optional<TenantId> next = tenants.poll(); next.isPresent(); next = tenants.poll()) {
      TenantId tenant = next.get();
      try {
        if (steps.work(tenant, () -> tenants.offer(tenant))) {
          return true;
        }
      } finally {
        tenants.done(tenant);
      }
    }
    return false;
  }
}
