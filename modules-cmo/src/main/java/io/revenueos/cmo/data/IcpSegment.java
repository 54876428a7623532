package io.revenueos.cmo.data;

import io.revenueos.kernel.json.JsonObject;
import java.util.List;

/**
 * A kind of customer that the marketing is for.
 *
 * @param code what campaigns and offers refer to; unique in a workspace; up to 200 characters,
 *     without control characters
 * @param name likewise; other text, a list in all, and JSON when written out, have up to 1,048,576
 * @param painPoints up to 1,000, none of them blank
 * @param priorityScore 0 to 100, the most important ones highest
 * @param active one that is no longer used is inactive, and stays
 */
public record IcpSegment(
    String code,
    String name,
    String description,
    JsonObject firmographics,
    JsonObject psychographics,
    List<String> painPoints,
    int priorityScore,
    boolean active) {
  private static final int MAX_SCORE = 100;

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public IcpSegment {
    Checks.name("segment_code", code);
    Checks.name("name", name);
    Checks.text("description", description);
    Checks.json("firmographics", firmographics);
    Checks.json("psychographics", psychographics);
    painPoints = Checks.texts("pain_points", painPoints);
    Checks.range("priority_score", priorityScore, 0, MAX_SCORE);
  }

  /** Of which nothing else is known; active, with a score of 0. */
  public static IcpSegment of(String code, String name) {
    return new IcpSegment(
        code, name, "", JsonObject.empty(), JsonObject.empty(), List.of(), 0, true);
  }
}
