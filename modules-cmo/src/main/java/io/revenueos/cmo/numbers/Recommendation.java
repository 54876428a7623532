package io.revenueos.cmo.numbers;

/**
 * Something to do about a campaign, found in its figures.
 *
 * @param code stable, for machines: {@code no_conversions}
 * @param reason with the figures that it rests on, for people
 */
public record Recommendation(
    String campaign, String code, Severity severity, Size impact, Size effort, String reason) {
  /** How bad it is to leave it. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /** How much it may bring, or takes. */
  public enum Size {
    LOW,
    MEDIUM,
    HIGH
  }
}
