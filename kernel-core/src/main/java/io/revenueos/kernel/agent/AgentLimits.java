package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How far one run may go. It ends with an error when it would go further, and no later than that.
 * Tokens and cost are reserved from the budgets before the run, and what was not needed is given
 * back after it.
 *
 * @param turns how often the model is asked, a repair of its answer included; 1 to 100
 * @param tokens read and written, over all turns; 1 to 10,000,000
 * @param cost what the tokens may cost, where the model's price is known; more than 0
 * @param time from the first turn to the answer; up to 1 hour
 */
public record AgentLimits(int turns, long tokens, Money cost, Duration time) {
  private static final long MOST_TOKENS = 10_000_000;
  private static final int MOST_TURNS = 100;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final AgentLimits DEFAULT =
      new AgentLimits(8, 60_000, Money.of("0.50", "USD"), Duration.ofSeconds(90));

  public AgentLimits {
    check(turns >= 1 && turns <= MOST_TURNS, "turns", "1 to 100", turns);
    check(tokens >= 1 && tokens <= MOST_TOKENS, "tokens", "1 to 10000000", tokens);
    check(cost.amount().compareTo(BigDecimal.ZERO) > 0, "cost", "more than 0", cost);
    check(
        time.compareTo(Duration.ZERO) > 0 && time.compareTo(LONGEST) <= 0,
        "time",
        "more than 0 and up to 1 hour",
        time);
  }

  /** 8 turns, 60,000 tokens, 0.50 USD, 90 seconds. */
  public static AgentLimits defaults() {
    return DEFAULT;
  }

  private static void check(boolean right, String field, String expected, Object found) {
    if (!right) {
      throw new InvalidInputException(
          "invalid_agent_limits", field, "expected %s, found %s".formatted(expected, found));
    }
  }
}
