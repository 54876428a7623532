package io.revenueos.cro.pipeline;

import io.revenueos.cro.pipeline.Exclusion.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds won deals that are worth more than a hundred times all other won deals together: a slip of
 * the keys, by which every forecast would go. Deals that outweigh the others by less may be true.
 */
final class SlipCheck {
  /** Beside fewer won deals nothing can be said. */
  private static final int OTHERS = 10;

  private static final BigDecimal TIMES = BigDecimal.valueOf(100);
  private static final MathContext SHOWN = new MathContext(15);

  private SlipCheck() {}

  /**
   * The largest first, each beside those that are left without the larger ones.
   *
   * @param rows that are right by themselves
   */
  static List<Exclusion> of(List<DealRow> rows) {
    List<DealRow> won =
        rows.stream()
            .filter(row -> row.outcome() == Outcome.WON)
            .sorted(Comparator.comparing(SlipCheck::value).reversed())
            .toList();
    BigDecimal others = won.stream().map(SlipCheck::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Exclusion> slips = new ArrayList<>();
    for (int i = 0; i < won.size() - OTHERS; i++) {
      BigDecimal value = value(won.get(i));
      others = others.subtract(value);
      if (others.signum() == 0 || value.compareTo(others.multiply(TIMES)) <= 0) {
        break;
      }
      slips.add(slip(won.get(i), others));
    }
    return slips;
  }

  private static BigDecimal value(DealRow row) {
    return row.value().orElseThrow();
  }

  private static Exclusion slip(DealRow row, BigDecimal others) {
    return new Exclusion(
        row.row(),
        row.id(),
        Reason.VALUE_TOO_LARGE,
        "the value is %s, expected at most 100 times the %s of all other won deals"
            .formatted(shown(value(row)), shown(others)));
  }

  private static String shown(BigDecimal value) {
    return value.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
