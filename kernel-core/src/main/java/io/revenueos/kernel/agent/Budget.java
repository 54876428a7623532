package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * What may be used up on one day of UTC. A run takes from three of them at once, and begins only if
 * all have enough left.
 *
 * @param level whose runs share it
 * @param runs how many may begin; 0 for none
 * @param tokens read and written
 * @param cost in USD
 */
public record Budget(Level level, long runs, long tokens, BigDecimal cost) {

  /** Whose runs share a budget. */
  public enum Level {
    /** All of the tenant's. */
    TENANT,
    /** Those of one module. */
    MODULE,
    /** Those of one agent. */
    AGENT;

    /** As in reasons: {@code tenant}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Budget {
    if (runs < 0 || tokens < 0 || cost.signum() < 0) {
      throw new InvalidInputException(
          "invalid_budget",
          level.stored(),
          "expected at least 0, found %d runs, %d tokens, %s USD"
              .formatted(runs, tokens, cost.toPlainString()));
    }
  }
}
