package io.revenueos.cmo.data;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a plan wants to have reached.
 *
 * @param title up to 200 characters, without control characters
 * @param description up to 1,048,576 characters
 * @param dueDateOrNull by when; null for no day
 */
public record Milestone(
    String title, String description, @Nullable LocalDate dueDateOrNull, Status status) {

  /** How far it is. */
  public enum Status {
    /** Not begun. */
    PENDING,
    /** Begun. */
    IN_PROGRESS,
    /** Reached. */
    COMPLETED,
    /** No longer wanted. */
    CANCELLED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public Milestone {
    Checks.name("title", title);
    Checks.text("description", description);
  }

  /** Pending, without a day. */
  public static Milestone of(String title) {
    return new Milestone(title, "", null, Status.PENDING);
  }
}
