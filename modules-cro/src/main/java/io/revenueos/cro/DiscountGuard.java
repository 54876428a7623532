package io.revenueos.cro;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * Holds back large discounts: from one share of the old price on somebody has to override, from a
 * larger one on nobody can. Both shares are settings of the tenant.
 */
final class DiscountGuard implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.margin.discount_guard_v1");
  private static final Fact<BigDecimal> OVERRIDE_FROM =
      Fact.ratio("discount.override_threshold", "0.20");
  private static final Fact<BigDecimal> BLOCK_FROM = Fact.ratio("discount.block_threshold", "0.50");

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("discount_attempted", "crm"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of(OVERRIDE_FROM, BLOCK_FROM);
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of();
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Optional<BigDecimal> from =
        event.payload().decimal("old_value").filter(value -> value.signum() > 0);
    if (from.isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "old_value", "a number greater than 0");
    }
    Optional<BigDecimal> to = event.payload().decimal("new_value");
    if (to.isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "new_value", "a number");
    }
    return judge(
        new PriceDrop(from.get(), to.get()), facts.get(OVERRIDE_FROM), facts.get(BLOCK_FROM));
  }

  private static Answer judge(PriceDrop drop, BigDecimal overrideFrom, BigDecimal blockFrom) {
    if (drop.isAtLeast(blockFrom)) {
      String limit = PriceDrop.percent(blockFrom);
      return new Answer.Block(
          NAME.reason(
              ".block.discount_ge_" + suffix(limit),
              "%s, and none of %s %% or more is given.".formatted(drop.sentence(), limit)));
    } else if (drop.isAtLeast(overrideFrom)) {
      String limit = PriceDrop.percent(overrideFrom);
      return GuardAnswers.override(
          NAME.reason(
              ".override_required.discount_ge_" + suffix(limit),
              "%s, and %s %% or more needs an override.".formatted(drop.sentence(), limit)));
    }
    return new Answer.Allow(
        NAME.reason(".allow", drop.sentence() + ", which is within the limits."));
  }

  private static String suffix(String percent) {
    return percent.replace('.', '_') + "pct";
  }
}
