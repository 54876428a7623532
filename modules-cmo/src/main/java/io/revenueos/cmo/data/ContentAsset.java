package io.revenueos.cmo.data;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of content. What it says is in its variants.
 *
 * @param campaignOrNull the campaign that it is for; null for none
 * @param keyMessage up to 1,048,576 characters
 * @param assetUrl likewise
 * @param variants putting a piece leaves those that it has beside these
 */
public record ContentAsset(
    @Nullable UUID campaignOrNull,
    Channel channel,
    Type type,
    String keyMessage,
    String assetUrl,
    Status status,
    List<ContentVariant> variants) {

  /** What it is. */
  public enum Type {
    EMAIL_COPY,
    SMS_COPY,
    SOCIAL_POST,
    VIDEO_SCRIPT,
    CALL_SCRIPT,
    VOICEMAIL_DROP,
    LANDING_PAGE_COPY
  }

  /** How far it is. */
  public enum Status {
    /** Being made. */
    DRAFT,
    /** To go out. */
    SCHEDULED,
    /** Out. */
    DEPLOYED,
    /** Put away. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public ContentAsset {
    Checks.text("key_message", keyMessage);
    Checks.text("asset_url", assetUrl);
    variants = List.copyOf(variants);
  }

  /** A draft for no campaign. */
  public static ContentAsset of(Channel channel, Type type) {
    return new ContentAsset(null, channel, type, "", "", Status.DRAFT, List.of());
  }

  public ContentAsset forCampaign(UUID campaign) {
    return new ContentAsset(campaign, channel, type, keyMessage, assetUrl, status, variants);
  }

  public ContentAsset with(List<ContentVariant> newVariants) {
    return new ContentAsset(
        campaignOrNull, channel, type, keyMessage, assetUrl, status, newVariants);
  }
}
