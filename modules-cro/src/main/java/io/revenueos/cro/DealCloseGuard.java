package io.revenueos.cro;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.Optional;
import java.util.Set;

/** A deal without a positive value is not won unless somebody overrides. */
final class DealCloseGuard implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.pipeline.deal_close_guard_v1");
  private static final String WON = "closed_won";

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("deal_close_attempted", "crm"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of();
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Optional<String> stage = event.payload().text("new_stage").filter(text -> !text.isBlank());
    if (stage.isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "new_stage", "the name of a stage");
    } else if (!stage.get().equals(WON)) {
      return new Answer.Allow(NAME.reason(".allow", "The deal is not being won."));
    }
    return won(event, event.payload());
  }

  private static Answer won(KernelEvent event, JsonObject payload) {
    if (payload.value("value").isPresent() && payload.decimal("value").isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "value", "a number");
    } else if (payload.decimal("value").filter(value -> value.signum() > 0).isEmpty()) {
      return GuardAnswers.override(
          NAME.reason(
              ".override_required.non_positive_value",
              "A deal is won with a value greater than 0, found %s."
                  .formatted(payload.describe("value"))));
    }
    return new Answer.Allow(NAME.reason(".allow", "The deal is won with a value greater than 0."));
  }
}
