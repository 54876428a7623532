package io.revenueos.kernel.action;

import io.revenueos.kernel.json.Text;
import java.time.Instant;
import java.util.Locale;

/**
 * A row of {@code tasks}: something for a person to do.
 *
 * @param dueAt UTC
 */
public record Task(
    RowTarget target,
    String idempotencyKey,
    String title,
    String description,
    Instant dueAt,
    Priority priority)
    implements Effect {
  public Task {
    Text.storable("invalid_effect", "idempotency_key", idempotencyKey);
    Text.storable("invalid_effect", "title", title);
    Text.storable("invalid_effect", "description", description);
  }

  /** How soon among other tasks. */
  public enum Priority {
    LOW,
    MEDIUM,
    HIGH;

    /** The name in the database and in JSON: {@code medium}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
