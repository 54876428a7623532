package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one transaction's tenant that are still to be processed. */
public interface EventQueue {
  /**
   * Takes partitions that nobody works on, and of their entries those that are due, until this
   * transaction ends; waits for nobody. An event is left while an earlier one of its entity is in
   * the queue and not due yet (it failed and waits for its next attempt).
   */
  Claim claim(ClaimRequest request);

  /**
   * Takes the partitions of events that were accepted a moment ago and are still in the caller's
   * memory: spares reading them. Nothing may have been overtaken by that, so they must be the first
   * of their partitions, none may have failed before, no other transaction may be working on their
   * partitions, and the tenant's registration must be the one that the caller goes by.
   *
   * <p>A store may find out later whether all of that holds: with the next statement of the
   * transaction, and before anything of it is committed.
   *
   * @param registrationOrNull null for a tenant that has none
   * @throws StaleClaimException now, or by a later call of the transaction; it is to be rolled back
   * @throws RefusedException when an event is of another tenant
   */
  void claimFresh(List<RecordedEvent> events, @Nullable Tenant registrationOrNull);

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
