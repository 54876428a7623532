package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import java.util.Optional;

/** The events of one transaction's tenant that are still to be processed. */
public interface EventQueue {
  /**
   * Takes partitions that nobody works on, and of their entries those that are due, until this
   * transaction ends; waits for nobody. An event is left while an earlier one of its entity is in
   * the queue and not due yet (it failed and waits for its next attempt).
   */
  Claim claim(ClaimRequest request);

  /**
   * Reads where an event stands and keeps everyone else from changing it until this transaction
   * ends; waits for whoever does so already.
   *
   * @return empty when the event is completed, or dead
   */
  Optional<QueueEntry> lock(RecordedEvent event);

  /** Where an event stands, without waiting; empty when it is completed, or dead. */
  Optional<QueueEntry> find(RecordedEvent event);

  /**
   * Puts an event back that is in no queue: a dead one that is to be tried again.
   *
   * @throws RefusedException when the event is of another tenant
   */
  void add(RecordedEvent event, QueueEntry entry);

  /**
   * Takes an event out that {@link #lock} found.
   *
   * @throws RefusedException when it is not there, or is of another tenant
   */
  void remove(RecordedEvent event);
}
