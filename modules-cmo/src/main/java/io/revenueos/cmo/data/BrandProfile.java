package io.revenueos.cmo.data;

import java.util.List;

/**
 * A workspace's brand. Text that is empty is not known yet.
 *
 * @param businessName up to 200 characters, without control characters; other text, and a list in
 *     all, up to 1,048,576
 * @param competitors up to 1,000, none of them blank
 * @param differentiators likewise
 */
public record BrandProfile(
    String businessName,
    String industry,
    String icpDescription,
    String valueProposition,
    String brandVoice,
    String brandPersonality,
    List<String> competitors,
    List<String> differentiators) {

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public BrandProfile {
    Checks.name("business_name", businessName);
    Checks.text("industry", industry);
    Checks.text("icp_description", icpDescription);
    Checks.text("value_proposition", valueProposition);
    Checks.text("brand_voice", brandVoice);
    Checks.text("brand_personality", brandPersonality);
    competitors = Checks.texts("competitors", competitors);
    differentiators = Checks.texts("differentiators", differentiators);
  }

  /** Of which nothing but the name is known. */
  public static BrandProfile of(String businessName) {
    return new BrandProfile(businessName, "", "", "", "", "", List.of(), List.of());
  }
}
