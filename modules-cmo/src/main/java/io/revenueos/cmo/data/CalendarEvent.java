package io.revenueos.cmo.data;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a piece of content goes out.
 *
 * @param title up to 200 characters, without control characters
 * @param description up to 1,048,576 characters
 * @param campaignOrNull null for none
 * @param assetOrNull the piece; null for none yet
 * @param channelOrNull null for none yet
 * @param scheduledAt in microseconds; what is finer is cut off
 */
public record CalendarEvent(
    String title,
    String description,
    @Nullable UUID campaignOrNull,
    @Nullable UUID assetOrNull,
    @Nullable Channel channelOrNull,
    Instant scheduledAt,
    Status status) {

  /** Whether it went out. */
  public enum Status {
    /** It will. */
    SCHEDULED,
    /** It did. */
    PUBLISHED,
    /** It will not. */
    CANCELLED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public CalendarEvent {
    Checks.name("title", title);
    Checks.text("description", description);
    scheduledAt = scheduledAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Scheduled, for nothing in particular. */
  public static CalendarEvent of(String title, Instant scheduledAt) {
    return new CalendarEvent(title, "", null, null, null, scheduledAt, Status.SCHEDULED);
  }
}
