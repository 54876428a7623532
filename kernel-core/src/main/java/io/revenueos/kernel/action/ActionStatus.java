package io.revenueos.kernel.action;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where an action stands. */
public enum ActionStatus {
  /** Waiting: for its turn, for an approval or for an override; its result says which. */
  PENDING,
  /** Done; its effects were committed together with this status. Final. */
  COMPLETED,
  /** The last attempt failed; it will be tried again. */
  FAILED,
  /**
   * It cannot be done, all attempts failed, or somebody cancelled it; it will not be tried again by
   * itself, only when an operator says so.
   */
  DEAD,
  /**
   * Nothing to do: the effect is there already, or nobody handles the type; the result says which.
   */
  SKIPPED,
  /** Shadow mode: recorded, never executed. Final. */
  LOGGED;

  private static final Map<ActionStatus, Set<ActionStatus>> NEXT =
      new EnumMap<>(ActionStatus.class);

  static {
    NEXT.put(PENDING, EnumSet.of(COMPLETED, FAILED, DEAD, SKIPPED));
    NEXT.put(FAILED, EnumSet.of(COMPLETED, FAILED, DEAD, SKIPPED));
    NEXT.put(DEAD, EnumSet.of(PENDING));
    for (ActionStatus last : EnumSet.of(COMPLETED, SKIPPED, LOGGED)) {
      NEXT.put(last, EnumSet.noneOf(ActionStatus.class));
    }
  }

  public boolean mayBecome(ActionStatus next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /** The name in the database and in JSON: {@code completed}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ActionStatus ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
