package io.revenueos.kernel.internal;

import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.store.EntityKey;
import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where what this node commits becomes work for its own workers, while it has any. */
public final class Work {
  /**
   * Where workers look.
   *
   * @param lookout makes them look in the database soon
   * @param notBegun the names of those that no thread has begun
   */
  record Queues(
      ReadyPartitions events, ReadyTenants steps, Runnable lookout, Set<String> notBegun) {}

  private volatile @Nullable Queues queues;

  void man(Queues newQueues) {
    queues = newQueues;
  }

  void unman() {
    queues = null;
  }

  boolean isManned() {
    return queues != null;
  }

  /** The names of workers that no thread has begun, sorted; empty when there are no workers. */
  public Optional<List<String>> notBegun() {
    return Optional.ofNullable(queues).map(manned -> List.copyOf(manned.notBegun()));
  }

  /** As {@link ReadyPartitions#offer(FreshEvent, long)}. */
  void offer(FreshEvent accepted, long since) {
    Queues manned = queues;
    if (manned != null) {
      manned.events().offer(accepted, since);
    }
  }

  void offer(KernelEvent event) {
    Queues manned = queues;
    if (manned != null) {
      manned.events().offer(event.scope().tenant(), EntityKey.of(event.entity()).partition());
    }
  }

  /** For what a host may commit at any moment. */
  void expect() {
    Queues manned = queues;
    if (manned != null) {
      manned.lookout().run();
    }
  }

  /** For what was put off. */
  void offerStepsIn(Duration pause, TenantId tenant) {
    Queues manned = queues;
    if (manned != null) {
      manned.steps().offerIn(pause, tenant);
    }
  }

  void offerSteps(TenantId tenant) {
    Queues manned = queues;
    if (manned != null) {
      manned.steps().offer(tenant);
    }
  }
}
