package io.revenueos.cro;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account that outgrows its plan is proposed for an upgrade; a person decides. */
final class UsageThresholdUpsell implements Policy {
  private static final PolicyName NAME =
      new PolicyName("revenue_os.growth.usage_threshold_upsell_v1");

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("usage_threshold_crossed", "product_usage"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(ActionType.UPSELL_TRIGGER);
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    KernelAction upsell =
        KernelAction.of(
                ActionType.UPSELL_TRIGGER,
                Target.of(Target.Kind.ACCOUNT, event.entity().id()),
                NAME.reason(".trigger", "The account uses more than its threshold."))
            .execution(Execution.AFTER_APPROVAL)
            .with("title", "Offer an upgrade: usage crossed its threshold")
            .with("description", reported(event.payload()));
    return new Answer.Act(
        NAME.reason(".upsell", "Crossing a usage threshold is the time to propose an upgrade."),
        List.of(upsell));
  }

  /** What the event says about the usage, as it says it. */
  private static String reported(JsonObject payload) {
    return Stream.of("metric", "usage", "threshold", "limit", "plan")
        .filter(payload::has)
        .map(field -> field + ": " + payload.describe(field))
        .collect(Collectors.joining(", "));
  }
}
