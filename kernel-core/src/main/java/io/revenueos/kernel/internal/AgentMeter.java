package io.revenueos.kernel.internal;

import io.revenueos.kernel.agent.AgentLimits;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Counts what an attempt at a run takes, and ends it at its limits. Of one thread. */
final class AgentMeter {
  private final AgentLimits limits;
  private final ModelPrices prices;
  private final Clock clock;
  private final Instant began;
  private int turns;
  private Spend spent = Spend.NOTHING;

  AgentMeter(AgentLimits limits, ModelPrices prices, Clock clock) {
    this.limits = limits;
    this.prices = prices;
    this.clock = clock;
    this.began = clock.instant();
  }

  Spend spent() {
    return spent;
  }

  Duration took() {
    return Duration.between(began, clock.instant());
  }

  /**
   * How much time the next turn has.
   *
   * @throws AgentFailure when there is no next turn
   */
  Duration nextTurn() {
    if (turns == limits.turns()) {
      throw exceeded("turns", "%d turns gave no answer".formatted(turns));
    }
    Duration left = limits.time().minus(took());
    if (left.isNegative() || left.isZero()) {
      throw exceeded("time", "no answer within %d s".formatted(limits.time().toSeconds()));
    }
    turns++;
    return left;
  }

  /**
   * @throws AgentFailure when that was too much
   */
  void count(ChatReply reply) {
    BigDecimal cost =
        prices
            .cost(
                reply.model(), reply.usage(), clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
            .map(Money::amount)
            .orElse(BigDecimal.ZERO);
    spent = spent.plus(new Spend(reply.usage(), cost));
    if (spent.usage().total() > limits.tokens()) {
      throw exceeded(
          "tokens", "%d tokens, of %d".formatted(spent.usage().total(), limits.tokens()));
    }
    if (spent.cost().compareTo(limits.cost().amount()) > 0) {
      throw exceeded(
          "cost", "%s USD, of %s".formatted(spent.cost().toPlainString(), limits.cost()));
    }
  }

  private static AgentFailure exceeded(String what, String how) {
    return new AgentFailure("limit_reached." + what, "the run's limit was reached: " + how);
  }
}
