package io.revenueos.cmo.data;

import io.revenueos.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A campaign on one of its channels.
 *
 * @param budgetOrNull its share of the campaign's; null for none of its own
 * @param settings free
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

  /** A draft, without a budget of its own. */
  public static CampaignChannel of(Channel channel) {
    return new CampaignChannel(channel, Status.DRAFT, null, JsonObject.empty());
  }
}
