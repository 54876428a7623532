package io.revenueos.cro.review;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a deal on the day of its review.
 *
 * @param today the day of the review
 * @param lastTouchOrNull the day on which something last happened; null when nothing ever did
 * @param expectedCloseOrNull the day on which it is expected to close
 * @param stagesBehind by how many stages it is behind where deals of its age are, at least 0
 * @param competitor who else is after it; empty when nobody is named
 * @param valueOrNull what it is worth
 * @param earlierValueOrNull what it was worth before its value changed last
 * @param outlivedOrNull that it is older than any that ever closed; null when it is not
 */
public record DealSignals(
    LocalDate today,
    @Nullable LocalDate lastTouchOrNull,
    @Nullable LocalDate expectedCloseOrNull,
    int stagesBehind,
    Access access,
    Position position,
    String competitor,
    @Nullable BigDecimal valueOrNull,
    @Nullable EarlierValue earlierValueOrNull,
    @Nullable Outlived outlivedOrNull) {

  /**
   * What a deal was worth.
   *
   * @param seen the day on which it was seen to be worth that
   * @param changed the day on which it was first seen to be worth what it is worth now
   */
  public record EarlierValue(BigDecimal value, LocalDate seen, LocalDate changed) {}

  /**
   * A deal is older than any of the tenant's that ever closed.
   *
   * @param days how old it is
   * @param oldest how old the oldest was that closed, in days
   */
  public record Outlived(long days, int oldest) {}

  /** Whom the team talks to. */
  public enum Access {
    /** Somebody who decides on the money. */
    ECONOMIC_BUYER,
    /** Somebody who wants it and does not decide. */
    CHAMPION_ONLY,
    /** Nobody of these, or it is not known. */
    NONE
  }

  /** Where the team stands against others. */
  public enum Position {
    /** Nobody else is asked. */
    SINGLE_VENDOR,
    /** Others are asked, and the team is liked best. */
    PREFERRED,
    /** Nobody is liked best, or it is not known. */
    EQUAL,
    /** Somebody else is liked best. */
    BEHIND
  }

  public DealSignals {
    if (stagesBehind < 0) {
      throw new InvalidInputException(
          "invalid_deal_signals", "stagesBehind", "expected at least 0, found " + stagesBehind);
    }
  }

  /**
   * Whole days since something happened; empty when nothing ever did. A day to come counts as 0.
   */
  OptionalLong daysSinceTouch() {
    return lastTouchOrNull == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, ChronoUnit.DAYS.between(lastTouchOrNull, today)));
  }

  Optional<LocalDate> expectedClose() {
    return Optional.ofNullable(expectedCloseOrNull);
  }

  boolean decreased() {
    return valueOrNull != null
        && earlierValueOrNull != null
        && valueOrNull.compareTo(earlierValueOrNull.value()) < 0;
  }
}
