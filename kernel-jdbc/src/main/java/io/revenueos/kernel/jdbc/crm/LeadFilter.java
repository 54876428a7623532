package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are wanted. What is null does not matter.
 *
 * @param minScoreOrNull 0 to 100; leads without a score have less than any
 */
public record LeadFilter(
    Lead.@Nullable Status statusOrNull,
    @Nullable Integer minScoreOrNull,
    @Nullable String segmentOrNull) {
  public LeadFilter {
    RowCheck check = new RowCheck("invalid_filter");
    check.percentIfAny("min_score", minScoreOrNull);
    check.nameIfAny("segment", segmentOrNull, LeadDetails.MAX_SEGMENT);
  }

  public static LeadFilter all() {
    return new LeadFilter(null, null, null);
  }

  public LeadFilter inStatus(Lead.Status status) {
    return new LeadFilter(status, minScoreOrNull, segmentOrNull);
  }

  public LeadFilter scoredAtLeast(int score) {
    return new LeadFilter(statusOrNull, score, segmentOrNull);
  }

  public LeadFilter inSegment(String segment) {
    return new LeadFilter(statusOrNull, minScoreOrNull, segment);
  }

  @Nullable String storedStatus() {
    return statusOrNull == null ? null : statusOrNull.stored();
  }
}
