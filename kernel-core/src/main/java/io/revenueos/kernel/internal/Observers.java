package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.runtime.KernelListener;
import io.revenueos.kernel.runtime.KernelSignal;
import io.revenueos.kernel.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listeners; what they throw stays here. */
public record Observers(List<KernelListener> listeners) {
  private static final Logger log = LoggerFactory.getLogger(Observers.class);

  public Observers {
    listeners = List.copyOf(listeners);
  }

  void tell(KernelSignal signal) {
    for (KernelListener listener : listeners) {
      try {
        listener.on(signal);
      } catch (Throwable failure) {
        log.warn("a listener failed on {}", signal.getClass().getSimpleName(), failure);
      }
    }
  }

  /**
   * @param began by {@link System#nanoTime()}
   */
  void committed(TenantId tenant, Processed written, long began) {
    if (!listeners.isEmpty()) {
      tell(
          new KernelSignal.BatchCommitted(
              tenant,
              written.record(),
              written.repeated(),
              Duration.ofNanos(System.nanoTime() - began)));
    }
  }

  /**
   * @param began by {@link System#nanoTime()}
   */
  void attempted(
      TenantId tenant,
      ActionId action,
      ActionType type,
      ActionStatus status,
      int attempt,
      long began) {
    tell(
        new KernelSignal.ActionAttempted(
            tenant, action, type, status, attempt, Duration.ofNanos(System.nanoTime() - began)));
  }
}
