package io.revenueos.cmo.experiment;

import io.revenueos.statistics.inference.Difference;

/**
 * Two arms side by side.
 *
 * @param first the one that stands first in the order of names
 * @param difference second minus first, with an interval for this pair alone
 * @param method how it was computed, for people
 * @param adjustedPValue raised by Holm's correction for all pairs
 * @param neededPerArm how many units each arm needs to see the effect that was asked for
 */
public record Comparison(
    Arm first,
    Arm second,
    Difference difference,
    String method,
    double adjustedPValue,
    Verdict verdict,
    long neededPerArm) {
  /** What can be said. */
  public enum Verdict {
    /** The second has more, and chance would seldom do that. */
    SECOND_HIGHER,
    /** The first has more, and chance would seldom do that. */
    FIRST_HIGHER,
    /** Large enough to have seen the effect that was asked for, and it was not seen. */
    NO_DIFFERENCE_SHOWN,
    /** Too few units to see the effect that was asked for. That there is none is not shown. */
    TOO_FEW_TO_TELL
  }
}
