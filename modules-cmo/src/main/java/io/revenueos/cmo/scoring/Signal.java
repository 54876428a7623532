package io.revenueos.cmo.scoring;

/**
 * What one thing that is known of a lead did to its score.
 *
 * @param feature the column, or the rule
 * @param value what is known, as it was given; empty for unknown
 * @param contribution what it added, in the unit of its {@link LeadScore}
 */
public record Signal(String feature, String value, double contribution) {
  /** Which way it moved the score. */
  public enum Direction {
    RAISES,
    LOWERS
  }

  public Direction direction() {
    return contribution < 0 ? Direction.LOWERS : Direction.RAISES;
  }
}
