package io.revenueos.kernel.store;

import io.revenueos.kernel.event.Causation;
import io.revenueos.kernel.event.KernelEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event about to be added to the log.
 *
 * @param causationOrNull null for an event from outside
 * @param placement where it goes from there
 */
public record Arrival(KernelEvent event, @Nullable Causation causationOrNull, Placement placement) {

  /** Who will process an event that is added. */
  public enum Placement {
    /** Whoever claims it from the queue; it is due at once. */
    QUEUED,
    /** The transaction that adds it; it never enters the queue. */
    IN_HAND
  }

  public static Arrival queued(KernelEvent event) {
    return new Arrival(event, null, Placement.QUEUED);
  }

  public static Arrival inHand(KernelEvent event) {
    return new Arrival(event, null, Placement.IN_HAND);
  }

  /** The same, going elsewhere. */
  public Arrival placed(Placement elsewhere) {
    return new Arrival(event, causationOrNull, elsewhere);
  }

  public static Arrival causedBy(Causation causation, KernelEvent event) {
    return new Arrival(event, causation, Placement.QUEUED);
  }
}
