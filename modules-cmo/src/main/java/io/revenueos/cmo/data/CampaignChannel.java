package io.revenueos.cmo.data;

import io.revenueos.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A campaign on one of its channels.
 *
 * @param budgetOrNull its share of the campaign's; null for none of its own
 * @param settings free; when written out up to 1,048,576 characters
 */
public record CampaignChannel(
    Channel channel, Status status, @Nullable Budget budgetOrNull, JsonObject settings) {

  /** How far it is. */
  public enum Status {
    /** Being made. */
    DRAFT,
    /** Going out. */
    ACTIVE,
    /** Held. */
    PAUSED,
    /** Done. */
    COMPLETED,
    /** Put away. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public CampaignChannel {
    Checks.json("settings", settings);
  }

  /** A draft, without a budget of its own. */
  public static CampaignChannel of(Channel channel) {
    return new CampaignChannel(channel, Status.DRAFT, null, JsonObject.empty());
  }
}
