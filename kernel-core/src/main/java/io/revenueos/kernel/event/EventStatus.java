package io.revenueos.kernel.event;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where an event stands. Kept apart from the event itself, which never changes. */
public enum EventStatus {
  /** Accepted and waiting for its turn. */
  PENDING,
  /** Being worked on by a node that holds its lease. */
  PROCESSING,
  /** Decided, and every decision with its actions and effects is committed. Final. */
  COMPLETED,
  /** The last attempt failed and left nothing behind; it will be tried again. */
  FAILED,
  /** All attempts failed; it will not be tried again by itself, only when an operator says so. */
  DEAD;

  private static final Map<EventStatus, Set<EventStatus>> NEXT = new EnumMap<>(EventStatus.class);

  static {
    NEXT.put(PENDING, EnumSet.of(PROCESSING, COMPLETED, FAILED, DEAD));
    NEXT.put(PROCESSING, EnumSet.of(COMPLETED, FAILED, DEAD, PENDING));
    NEXT.put(FAILED, EnumSet.of(PROCESSING, COMPLETED, FAILED, DEAD));
    NEXT.put(DEAD, EnumSet.of(PENDING));
    NEXT.put(COMPLETED, EnumSet.noneOf(EventStatus.class));
  }

  public boolean mayBecome(EventStatus next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether work on the event is still to come, without anybody's doing. */
  public boolean isOpen() {
    return this == PENDING || this == PROCESSING || this == FAILED;
  }

  /** The name in the database and in JSON: {@code completed}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EventStatus ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
