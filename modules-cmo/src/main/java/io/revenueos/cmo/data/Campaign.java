package io.revenueos.cmo.data;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign.
 *
 * @param name unique in a workspace; up to 200 characters, without control characters; other text,
 *     and a list in all, up to 1,048,576
 * @param targetTags up to 1,000, none of them blank
 * @param segmentCodes likewise
 * @param icp for whom it is, in words
 * @param offer what it offers, in words
 * @param budgetOrNull null for none
 * @param channels putting a campaign leaves those that it has beside these
 */
public record Campaign(
    String name,
    String description,
    List<String> targetTags,
    List<String> segmentCodes,
    String icp,
    String offer,
    String desiredResult,
    Status status,
    @Nullable Budget budgetOrNull,
    List<CampaignChannel> channels) {
  /** What the description of a campaign begins with that the AI CMO drives. */
  public static final String AI_DRIVEN = "AI CMO Driven: ";

  /** How far it is. */
  public enum Status {
    /** Being made. */
    DRAFT,
    /** Being worked on. */
    IN_PROGRESS,
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
   * @throws InvalidInputException naming the column of what cannot be
   */
  public Campaign {
    Checks.name("campaign_name", name);
    Checks.text("description", description);
    targetTags = Checks.texts("target_tags", targetTags);
    segmentCodes = Checks.texts("target_segment_codes", segmentCodes);
    Checks.text("icp", icp);
    Checks.text("offer", offer);
    Checks.text("desired_result", desiredResult);
    channels = List.copyOf(channels);
    Set<Channel> once = new HashSet<>();
    for (int i = 0; i < channels.size(); i++) {
      if (!once.add(channels.get(i).channel())) {
        throw new InvalidInputException(
            Checks.CODE,
            "channels[%d].channel".formatted(i),
            "expected one that stands once, found %s again"
                .formatted(channels.get(i).channel().stored()));
      }
    }
  }

  /** A draft of which nothing else is known. */
  public static Campaign of(String name) {
    return new Campaign(name, "", List.of(), List.of(), "", "", "", Status.DRAFT, null, List.of());
  }

  /** The same, marked as the AI CMO's; a mark that is there is not repeated. */
  public Campaign drivenByAi() {
    return isDrivenByAi() ? this : describedAs(AI_DRIVEN + description);
  }

  public boolean isDrivenByAi() {
    return description.startsWith(AI_DRIVEN.strip());
  }

  public Campaign describedAs(String newDescription) {
    return new Campaign(
        name,
        newDescription,
        targetTags,
        segmentCodes,
        icp,
        offer,
        desiredResult,
        status,
        budgetOrNull,
        channels);
  }

  public Campaign on(List<CampaignChannel> newChannels) {
    return new Campaign(
        name,
        description,
        targetTags,
        segmentCodes,
        icp,
        offer,
        desiredResult,
        status,
        budgetOrNull,
        newChannels);
  }
}
