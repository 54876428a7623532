package io.revenueos.kernel.runtime;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.store.BatchRecord;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.Set;

/** Something a {@link KernelListener} is told. */
public sealed interface KernelSignal {

  /**
   * Events were accepted, by {@code emit} in any of its forms but the one on the host's own
   * connection.
   *
   * @param duplicates of events that were there before
   */
  record EventsAccepted(int accepted, int duplicates) implements KernelSignal {}

  /**
   * Events were processed.
   *
   * @param record what was written: completed, failed and dead events, decisions, actions
   * @param repeated actions in it that ended as skipped, because their effects were there already
   * @param took from the claim to the commit
   */
  record BatchCommitted(TenantId tenant, BatchRecord record, Set<ActionId> repeated, Duration took)
      implements KernelSignal {}

  /**
   * An action was carried out, or tried, after its event was processed: by a worker, or because
   * somebody approved it.
   *
   * @param status what it came to; {@link ActionStatus#FAILED} will be tried again
   * @param took up to the commit
   */
  record ActionAttempted(
      TenantId tenant,
      ActionId action,
      ActionType type,
      ActionStatus status,
      int attempt,
      Duration took)
      implements KernelSignal {}

  /** A worker put an action off, before any attempt. */
  record ActionPostponed(TenantId tenant, ActionId action, ActionType type, Cause cause)
      implements KernelSignal {
    /** Why it was put off. */
    public enum Cause {
      /** Its handler keeps failing for this tenant. */
      CIRCUIT_OPEN,
      /** Its handler has been called as often as its options allow for now. */
      RATE_LIMITED
    }
  }

  /**
   * An attempt came to its end after somebody else had taken the action over, or it was cancelled;
   * its outcome was discarded.
   */
  record LeaseLost(TenantId tenant, ActionId action, ActionType type, int attempt)
      implements KernelSignal {}

  /**
   * A worker could not do its work, and will try again.
   *
   * @param what it was doing
   */
  record WorkerFailed(String what, Throwable failure) implements KernelSignal {}
}
