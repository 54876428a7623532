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
  private final Spend before;
  private Spend spent = Spend.NOTHING;

  /**
   * @param before what attempts before this one took: the limits are the run's
   */
  AgentMeter(AgentLimits limits, Spend before, ModelPrices prices, Clock clock) {
    this.limits = limits;
    this.before = before;
    this.prices = prices;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** By this attempt. */
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
    if (tokensLeft() <= 0) {
      throw exceeded("tokens", "all %d tokens are used up".formatted(limits.tokens()));
    }
    turns++;
    return left;
  }

  /** How much the model may still read and write. */
  long tokensLeft() {
    return limits.tokens() - before.plus(spent).usage().total();
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
    Spend all = before.plus(spent);
    if (all.usage().total() > limits.tokens()) {
      throw exceeded("tokens", "%d tokens, of %d".formatted(all.usage().total(), limits.tokens()));
    }
    if (all.cost().compareTo(limits.cost().amount()) > 0) {
      throw exceeded("cost", "%s USD, of %s".formatted(all.cost().toPlainString(), limits.cost()));
    }
  }

  private static AgentFailure exceeded(String what, String how) {
    return new AgentFailure("limit_reached." + what, "the run's limit was reached: " + how);
  }
}
