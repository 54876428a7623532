package io.revenueos.cmo.scoring;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.List;

/**
 * What a caller knows about columns. It goes before what a review finds.
 *
 * @param leaveOut known only after the outcome, or not to be used
 * @param keep known before the outcome, whatever it looks like
 */
public record ColumnWishes(List<String> leaveOut, List<String> keep) {
  /** Knows nothing. */
  public static final ColumnWishes NONE = new ColumnWishes(List.of(), List.of());

  /**
   * @throws InvalidInputException when a column is in both
   */
  public ColumnWishes {
    leaveOut = List.copyOf(leaveOut);
    keep = List.copyOf(keep);
    for (String column : leaveOut) {
      if (in(keep, column)) {
        throw new InvalidInputException(
            "invalid_argument",
            "columns",
            "expected a column to be left out or kept, found \"%s\" in both".formatted(column));
      }
    }
  }

  boolean leavesOut(String column) {
    return in(leaveOut, column);
  }

  boolean keeps(String column) {
    return in(keep, column);
  }

  private static boolean in(List<String> columns, String column) {
    return columns.stream().anyMatch(one -> one.strip().equalsIgnoreCase(column));
  }
}
