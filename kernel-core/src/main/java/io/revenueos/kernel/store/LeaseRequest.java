package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import java.time.Instant;
import java.util.Set;

/**
 * Which actions a node wants to lease.
 *
 * @param limit at most so many; at least 1
 * @param now entries that are due later, or leased beyond it, are left
 * @param types only actions of these types
 * @param heldModules actions that policies of these modules asked for are left
 * @param except these are left
 */
public record LeaseRequest(
    String node,
    Instant now,
    Instant until,
    int limit,
    Set<ActionType> types,
    Set<String> heldModules,
    Set<ActionId> except) {
  public LeaseRequest {
    Limits.check(limit);
    types = Set.copyOf(types);
    heldModules = Set.copyOf(heldModules);
    except = Set.copyOf(except);
  }

  /** Of whatever action. */
  public LeaseRequest(
      String node,
      Instant now,
      Instant until,
      int limit,
      Set<ActionType> types,
      Set<String> heldModules) {
    this(node, now, until, limit, types, heldModules, Set.of());
  }
}
