package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Task.Priority;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation as the kernel stored it for an action: a move worth making.
 *
 * @param workspaceOrNull null for a recommendation to the whole tenant
 */
public record Move(
    RecommendationId id,
    @Nullable WorkspaceId workspaceOrNull,
    Subject subject,
    Recommendation.Kind kind,
    Priority priority,
    String title,
    String description,
    Status status,
    Instant createdAt) {

  /** The life of a recommendation, in this order and step by step. */
  public enum Status {
    /** Nobody has taken it up. */
    OPEN,
    /** Somebody is at it. */
    IN_PROGRESS,
    /** Over. */
    DONE;

    /** Whether a recommendation may go from here to there. */
    public boolean mayBecome(Status next) {
      return switch (this) {
        case OPEN -> next == IN_PROGRESS;
        case IN_PROGRESS -> next == DONE;
        case DONE -> false;
      };
    }

    /** The name in the database: {@code in_progress}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(createdAt, id.value());
  }
}
