package io.revenueos.cli.csv;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads numbers as files have them: a decimal point, an exponent perhaps, and nothing else. */
public final class DecimalCell {
  /** Larger ones have squares that are no longer finite. */
  public static final double MOST = 1e100;

  private static final int MOST_CHARACTERS = 400;
  private static final Pattern FORM =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,9})?");

  private DecimalCell() {}

  /**
   * The number.
   *
   * @return empty when the text is none, such as {@code NaN}, {@code 0x10} or {@code 1d}
   */
  public static OptionalDouble number(String cell) {
    return cell.length() <= MOST_CHARACTERS && FORM.matcher(cell).matches()
        ? OptionalDouble.of(Double.parseDouble(cell))
        : OptionalDouble.empty();
  }
}
