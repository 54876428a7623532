package io.revenueos.cmo.data;

import java.util.List;

/**
 * What is offered to customers.
 *
 * @param name unique in a workspace; up to 200 characters, without control characters; other text,
 *     and the list in all, up to 1,048,576
 * @param segmentCodes for whom it is; up to 1,000, none of them blank
 */
public record Offer(
    String name,
    String description,
    String valueProposition,
    String pricingModel,
    List<String> segmentCodes,
    Status status) {

  /** Whether it is offered. */
  public enum Status {
    /** It is. */
    ACTIVE,
    /** It was. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public Offer {
    Checks.name("name", name);
    Checks.text("description", description);
    Checks.text("value_proposition", valueProposition);
    Checks.text("pricing_model", pricingModel);
    segmentCodes = Checks.texts("target_segment_codes", segmentCodes);
  }

  /** Active, and nothing else is known of it. */
  public static Offer of(String name) {
    return new Offer(name, "", "", "", List.of(), Status.ACTIVE);
  }
}
