package io.revenueos.kernel.policy;

import java.util.Locale;

/** A policy's answer as it is stored. */
public enum DecisionOutcome {
  /** Actions follow. */
  EMIT_ACTIONS,
  /** A guard said yes. */
  ALLOW,
  /** A guard said no, and someone may override it. */
  ALLOW_WITH_OVERRIDE,
  /** A guard said no. */
  BLOCK,
  /** Kept for the record only. */
  NOOP;

  /** The name in the database and in JSON: {@code emit_actions}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static DecisionOutcome ofStored(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  static DecisionOutcome of(Answer answer) {
    if (answer instanceof Answer.Act) {
      return EMIT_ACTIONS;
    } else if (answer instanceof Answer.Allow) {
      return ALLOW;
    } else if (answer instanceof Answer.AllowWithOverride) {
      return ALLOW_WITH_OVERRIDE;
    } else if (answer instanceof Answer.Block) {
      return BLOCK;
    }
    return NOOP;
  }
}
