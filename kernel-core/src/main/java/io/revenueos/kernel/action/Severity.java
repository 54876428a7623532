package io.revenueos.kernel.action;

import java.util.Locale;

/** How loudly an action speaks to the people who see it. */
public enum Severity {
  /** Routine. */
  INFO,
  /** Somebody should look. */
  WARN,
  /** Something is held back until somebody looks. */
  BLOCK;

  /** The name in the database and in JSON: {@code info}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Severity ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
