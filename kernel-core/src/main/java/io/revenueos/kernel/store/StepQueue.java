package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.error.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The actions of one transaction's tenant that were left to a worker. */
public interface StepQueue {
  /**
   * Leases actions that are due and that nobody works on, or whose lease is over: each gets a new
   * fence and one more attempt. Waits for nobody.
   */
  List<LeasedStep> lease(LeaseRequest request);

  /**
   * Whether there are actions, due or not, leased or not.
   *
   * @param types of these types
   * @param heldModules but for those that policies of these modules asked for
   */
  boolean any(Set<ActionType> types, Set<String> heldModules);

  /**
   * Reads where an action stands and keeps everyone else from changing it until this transaction
   * ends.
   *
   * @return empty when it was not left to a worker, or is final
   */
  Optional<StepEntry> lock(ActionId id);

  /** Where an action stands, without waiting. */
  Optional<StepEntry> find(ActionId id);

  /**
   * Prolongs a lease.
   *
   * @return false when it was released, or the fence has moved on: nobody or somebody else has the
   *     action, or it is final
   */
  boolean renew(ActionId id, long fence, Instant until);

  /**
   * Gives an action back, to be leased again when it is due.
   *
   * @throws RefusedException when it is not there, or is of another tenant
   */
  void release(ActionId id, int attempts, Instant dueAt);

  /** Leaves an action to a worker that was not before. */
  void add(NewStep step);

  /**
   * Takes an action out: it is final.
   *
   * @throws RefusedException when it is not there, or is of another tenant
   */
  void remove(ActionId id);
}
