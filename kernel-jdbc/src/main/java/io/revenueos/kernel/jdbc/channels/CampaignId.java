package io.revenueos.kernel.jdbc.channels;

import java.util.UUID;

/** A row of {@code campaigns}. */
public record CampaignId(UUID value) {
  static CampaignId next() {
    return new CampaignId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
