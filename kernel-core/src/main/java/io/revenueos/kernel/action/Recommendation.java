package io.revenueos.kernel.action;

import java.util.Locale;

/** A row of {@code cro_recommendations}: a move worth making, for a person to take up. */
public record Recommendation(
    RowTarget target,
    String idempotencyKey,
    Kind kind,
    Task.Priority priority,
    String title,
    String description)
    implements Effect {
  /** The seeds' kinds of recommendation. */
  public enum Kind {
    CLOSE_DEAL,
    EXPAND,
    AT_RISK;

    /** The name in the database and in JSON: {@code close_deal}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
