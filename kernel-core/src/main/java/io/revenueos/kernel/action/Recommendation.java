package io.revenueos.kernel.action;

import io.revenueos.kernel.json.Text;
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
  public Recommendation {
    Text.storable("invalid_effect", "idempotency_key", idempotencyKey);
    Text.storable("invalid_effect", "title", title);
    Text.storable("invalid_effect", "description", description);
  }

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
