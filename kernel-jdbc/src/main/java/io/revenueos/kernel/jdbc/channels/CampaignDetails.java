package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.money.Money;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a campaign.
 *
 * @param budgetOrNull what it may cost
 */
public record CampaignDetails(
    String name,
    @Nullable String descriptionOrNull,
    Channel channel,
    @Nullable Money budgetOrNull) {
  private static final int MAX_NAME = 200;

  /** Where a campaign runs. */
  public enum Channel {
    EMAIL,
    SMS,
    SOCIAL,
    VIDEO,
    VOICE,
    LANDING_PAGE;

    /** The name in the database: {@code landing_page}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A campaign without a description and a budget. */
  public static CampaignDetails of(String name, Channel channel) {
    return new CampaignDetails(name, null, channel, null);
  }

  public CampaignDetails describedAs(String description) {
    return new CampaignDetails(name, description, channel, budgetOrNull);
  }

  public CampaignDetails within(Money budget) {
    return new CampaignDetails(name, descriptionOrNull, channel, budget);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_campaign");
    check.name("name", name, MAX_NAME);
    check.textIfAny("description", descriptionOrNull);
    check.present("channel", channel);
    check.costIfAny("budget_allocated", budgetOrNull);
  }
}
