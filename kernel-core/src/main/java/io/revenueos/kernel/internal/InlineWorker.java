package io.revenueos.kernel.internal;

import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.Claim;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Works on the calling thread, one batch or one action at a time; tenants take turns here too.
 * Thread-safe.
 */
public final class InlineWorker {
  private final Machinery machinery;
  private final EventWorker events;
  private final StepWorker steps;
  private final Due everything = new Due(tenant -> true);

  public InlineWorker(Machinery machinery, StepWorker steps, WorkerOptions options) {
    this.machinery = machinery;
    this.events = new EventWorker(machinery, options.batchSize());
    this.steps = steps;
  }

  /** What is believed to be due, of those tenants who are worked for. */
  private record Due(Predicate<TenantId> whose, ReadyPartitions partitions, ReadyTenants tenants) {
    Due(Predicate<TenantId> whose) {
      this(whose, new ReadyPartitions(1, Integer.MAX_VALUE), new ReadyTenants(Integer.MAX_VALUE));
    }
  }

  /**
   * Does batches and actions until nothing is due that no other thread has in hand, or this thread
   * is interrupted, or the kernel closes.
   *
   * @param limit stop after so many
   * @return how many it did
   */
  public int work(int limit) {
    return work(everything, limit);
  }

  /** As {@link #work(int)}, for one tenant alone. */
  public int work(TenantId tenant) {
    return work(new Due(tenant::equals), Integer.MAX_VALUE);
  }

  private int work(Due due, int limit) {
    int done = 0;
    while (done < limit && mayGoOn() && (batch(due) || action(due))) {
      done++;
    }
    return done;
  }

  private boolean mayGoOn() {
    return !steps.isClosing() && !Thread.currentThread().isInterrupted();
  }

  private boolean batch(Due due) {
    due.partitions()
        .offer(
            machinery.store().openPartitions(machinery.settings().now()).stream()
                .filter(open -> due.whose().test(open.tenant()))
                .toList());
    for (Optional<ReadyPartitions.Assignment> next = due.partitions().poll();
        next.isPresent();
        next = due.partitions().poll()) {
      if (work(due, next.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean work(Due due, ReadyPartitions.Assignment assignment) {
    Claim claim = EventWorker.NOTHING;
    try {
      claim = events.work(assignment, steps::isClosing);
      return !claim.events().isEmpty();
    } finally {
      // What another node has is not tried again here: this waits for nobody.
      due.partitions().done(assignment, new Claim(null, claim.events(), Set.of(), claim.full()));
    }
  }

  private boolean action(Due due) {
    ReadyTenants tenants = due.tenants();
    machinery.store().tenantsWithSteps().stream().filter(due.whose()).forEach(tenants::offer);
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
