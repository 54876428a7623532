package io.revenueos.cmo.data;

/**
 * One wording of a piece of content.
 *
 * @param label unique in its piece; up to 200 characters, without control characters
 * @param subject up to 1,048,576 characters
 * @param body likewise
 * @param weight of several that are tried against each other, how often this one is used
 */
public record ContentVariant(String label, String subject, String body, int weight, Status status) {

  /** Whether it is used. */
  public enum Status {
    /** Not yet. */
    DRAFT,
    /** It is. */
    ACTIVE,
    /** Not any more. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public ContentVariant {
    Checks.name("label", label);
    Checks.text("subject", subject);
    Checks.text("body", body);
    Checks.atLeastZero("weight", weight);
  }

  /** A draft without a subject, used as often as any other. */
  public static ContentVariant of(String label, String body) {
    return new ContentVariant(label, "", body, 1, Status.DRAFT);
  }
}
