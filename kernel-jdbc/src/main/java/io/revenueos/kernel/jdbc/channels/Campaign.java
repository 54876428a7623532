package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it is stored.
 *
 * @param workspaceOrNull null for a campaign of the whole tenant
 */
public record Campaign(
    CampaignId id,
    @Nullable WorkspaceId workspaceOrNull,
    CampaignDetails details,
    Status status,
    History history) {

  /** The life of a campaign. */
  public enum Status {
    /** In the making. */
    DRAFT,
    /** It runs. */
    ACTIVE,
    /** It has run, and may again. */
    PAUSED,
    /** It has run. */
    COMPLETED,
    /** Kept, and out of the way. */
    ARCHIVED;

    /** Whether a campaign may go from here to there. */
    public boolean mayBecome(Status next) {
      return following().contains(next);
    }

    private Set<Status> following() {
      return switch (this) {
        case DRAFT -> EnumSet.of(ACTIVE, ARCHIVED);
        case ACTIVE -> EnumSet.of(PAUSED, COMPLETED, ARCHIVED);
        case PAUSED -> EnumSet.of(ACTIVE, COMPLETED, ARCHIVED);
        case COMPLETED -> EnumSet.of(ARCHIVED);
        case ARCHIVED -> EnumSet.noneOf(Status.class);
      };
    }

    /** The name in the database: {@code active}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What has become of a campaign.
   *
   * @param deployedAtOrNull when it first became active
   */
  public record History(
      @Nullable Instant deployedAtOrNull,
      @Nullable UserId createdByOrNull,
      Instant createdAt,
      Instant updatedAt) {}

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(history.createdAt(), id.value());
  }
}
