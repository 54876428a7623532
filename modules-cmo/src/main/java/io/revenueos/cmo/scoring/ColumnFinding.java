package io.revenueos.cmo.scoring;

/**
 * What a review says of a column.
 *
 * @param reason for people
 */
public record ColumnFinding(String column, Verdict verdict, String reason) {
  /** What becomes of the column. */
  public enum Verdict {
    /** Left out because the caller said so. */
    LEFT_OUT_AS_TOLD,
    /** Left out: it says the same of every lead, or something else of each. */
    SAYS_NOTHING,
    /** Left out: by its name it is written after the outcome. */
    NAMED_LATE,
    /** Left out: its cells know more than they could have known before the outcome. */
    KNOWS_THE_OUTCOME,
    /** Kept, but somebody who knows how it is filled should look. */
    DOUBTFUL,
    /** Kept because the caller said so, whatever it looks like. */
    KEPT_AS_TOLD;

    public boolean leavesOut() {
      return this != DOUBTFUL && this != KEPT_AS_TOLD;
    }
  }
}
