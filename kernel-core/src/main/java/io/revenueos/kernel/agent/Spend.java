package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;

/**
 * What a run takes, or may take, from a day's budgets beside being one run.
 *
 * @param usage tokens read and written
 * @param cost in USD, as providers charge; 0 where no price is known
 */
public record Spend(TokenUsage usage, BigDecimal cost) {
  public static final Spend NOTHING = new Spend(TokenUsage.NONE, BigDecimal.ZERO);

  public Spend {
    if (cost.signum() < 0) {
      throw new InvalidInputException(
          "invalid_usage", "cost", "expected at least 0, found " + cost.toPlainString());
    }
  }

  public Spend plus(Spend other) {
    return new Spend(usage.plus(other.usage), cost.add(other.cost));
  }
}
