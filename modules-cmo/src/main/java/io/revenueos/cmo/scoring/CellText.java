package io.revenueos.cmo.scoring;

import java.util.Locale;
import java.util.Set;

/** What a cell of an export means, whatever its spelling. */
final class CellText {
  /** What stands where nothing was chosen; {@code Select} is the prompt of a list. */
  private static final Set<String> NOTHING =
      Set.of("select", "null", "nil", "n/a", "na", "nan", "#n/a", "-", "--", "?");

  private static final double MOST = 1e100;

  private CellText() {}

  /** Lower case, single spaces, and empty for all that means nothing. */
  static String normalised(String cell) {
    String text = cell.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return NOTHING.contains(text) ? "" : text;
  }

  /** A decimal number; NaN for what is none, or whose square is not finite. */
  static double number(String normalised) {
    if (normalised.isEmpty() || "0123456789.-+".indexOf(normalised.charAt(0)) < 0) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(normalised);
      char last = normalised.charAt(normalised.length() - 1);
      boolean suffixed = Character.isLetter(last); // Java reads "1d" as a number.
      return Math.abs(number) <= MOST && !suffixed ? number : Double.NaN;
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }
}
