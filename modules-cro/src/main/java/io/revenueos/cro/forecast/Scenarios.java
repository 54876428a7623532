package io.revenueos.cro.forecast;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;

/**
 * The contract's rule for a period, from deals that close in it: commit is what has a probability
 * above 70 %; base is commit and half of what has 40 to 70 %; stretch is base, what has less, and
 * the new pipeline that is expected. A rule of thumb, not a forecast: see the backtest.
 */
public record Scenarios(BigDecimal commit, BigDecimal base, BigDecimal stretch) {
  private static final BigDecimal SURE = new BigDecimal("0.70");
  private static final BigDecimal LIKELY = new BigDecimal("0.40");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /**
   * A deal that closes in the period.
   *
   * @param probability 0 to 1
   */
  public record Closing(BigDecimal value, BigDecimal probability) {
    public Closing {
      if (probability.signum() < 0 || probability.compareTo(BigDecimal.ONE) > 0) {
        throw new InvalidInputException(
            "invalid_scenarios", "probability", "expected 0 to 1, found " + probability);
      }
    }

    BigDecimal weighted() {
      return value.multiply(probability);
    }
  }

  /**
   * @param newPipeline what deals that are not there yet are expected to bring in the period
   */
  public static Scenarios of(List<Closing> closing, BigDecimal newPipeline) {
    BigDecimal commit = BigDecimal.ZERO;
    BigDecimal half = BigDecimal.ZERO;
    BigDecimal upside = newPipeline;
    for (Closing deal : closing) {
      if (deal.probability().compareTo(SURE) > 0) {
        commit = commit.add(deal.value());
      } else if (deal.probability().compareTo(LIKELY) >= 0) {
        half = half.add(deal.value().multiply(HALF));
      } else {
        upside = upside.add(deal.value());
      }
    }
    BigDecimal base = commit.add(half);
    return new Scenarios(commit, base, base.add(upside));
  }

  /** The sum of value times probability. */
  public static BigDecimal weighted(List<Closing> deals) {
    return deals.stream().map(Closing::weighted).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
