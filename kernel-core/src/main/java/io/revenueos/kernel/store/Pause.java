package io.revenueos.kernel.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that stands still on every node until it is resumed.
 *
 * @param id the tenant's, the module's, or the action type's name; empty for the whole kernel
 * @param by who said so
 * @param at since when, UTC
 */
public record Pause(Kind kind, String id, String by, String reason, Instant at) {
  /** What can be paused. Stored by its name in lower case. */
  public enum Kind {
    /** Everything. */
    KERNEL,
    /** A tenant's events and actions. */
    TENANT,
    /** Events that a module's policies answer, and the actions they asked for. */
    MODULE,
    /** Actions of one type. */
    ACTION_TYPE;

    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }
}
