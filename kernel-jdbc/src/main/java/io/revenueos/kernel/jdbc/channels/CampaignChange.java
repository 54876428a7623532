package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code campaign_audit_log}: who changed a campaign, and how.
 *
 * @param campaign one of the tenant's, or of a module's own
 * @param byOrNull null for the host itself
 * @param changes {@code status} with {@code from} and {@code to}, or {@code fields} with their
 *     names
 */
public record CampaignChange(
    UUID id,
    CampaignId campaign,
    Action action,
    @Nullable UserId byOrNull,
    JsonObject changes,
    Instant at) {

  /** What was done. */
  public enum Action {
    CREATED,
    UPDATED,
    /** It became active, for the first time or again. */
    LAUNCHED,
    PAUSED,
    COMPLETED,
    ARCHIVED;

    /** What takes a campaign to a status. */
    static Action to(Campaign.Status status) {
      return switch (status) {
        case DRAFT -> CREATED;
        case ACTIVE -> LAUNCHED;
        case PAUSED -> PAUSED;
        case COMPLETED -> COMPLETED;
        case ARCHIVED -> ARCHIVED;
      };
    }

    /** The name in the database: {@code launched}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(at, id);
  }
}
