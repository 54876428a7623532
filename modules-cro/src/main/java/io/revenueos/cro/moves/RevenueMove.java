package io.revenueos.cro.moves;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something that is worth doing.
 *
 * @param subject what it is about: a deal's id
 * @param value what it would bring, at least 0
 * @param probability that it brings it, 0 to 1
 * @param why the figures that speak for it, in words
 */
public record RevenueMove(
    Kind kind, String subject, BigDecimal value, BigDecimal probability, String why) {
  /** The most expected value first; among equals by the contract's order of kinds. */
  static final Comparator<RevenueMove> ORDER =
      Comparator.comparing(RevenueMove::expected)
          .reversed()
          .thenComparing(RevenueMove::kind)
          .thenComparing(RevenueMove::subject);

  /** The kinds in the contract's order of priority. */
  public enum Kind {
    /** About to close: get the signature. */
    CLOSE_NOW,
    /** On its way: make it faster. */
    ACCELERATE,
    /** About to be lost: bring it back. */
    RESCUE,
    /** A customer who could buy more. */
    EXPAND,
    /** Nobody yet: find one. */
    PROSPECT;

    /** In lower_snake_case, for machines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RevenueMove {
    if (value.signum() < 0) {
      throw new InvalidInputException(
          "invalid_move", "value", "expected at least 0, found " + value);
    }
    if (probability.signum() < 0 || probability.compareTo(BigDecimal.ONE) > 0) {
      throw new InvalidInputException(
          "invalid_move", "probability", "expected 0 to 1, found " + probability);
    }
  }

  /** Value times probability. */
  public BigDecimal expected() {
    return value.multiply(probability);
  }
}
