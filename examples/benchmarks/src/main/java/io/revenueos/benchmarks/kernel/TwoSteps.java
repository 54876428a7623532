package io.revenueos.benchmarks.kernel;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
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

/** Asks for two actions that leave nothing behind, and carries them out. */
final class TwoSteps implements Policy, ActionHandler {
  private static final PolicyName NAME = new PolicyName("revenue_os.benchmark.two_steps_v1");
  private static final ActionType STEP = new ActionType("BENCHMARK_STEP");

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("lead_scored", "crm"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return types();
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Target lead = Target.of(Target.Kind.LEAD, event.entity().id());
    return new Answer.Act(
        NAME.reason(".act", "Two steps are due."),
        List.of(
            KernelAction.of(STEP, lead, NAME.reason(".first", "A step is due.")),
            KernelAction.of(STEP, lead, NAME.reason(".second", "A step is due."))));
  }

  @Override
  public Set<ActionType> types() {
    return Set.of(STEP);
  }

  @Override
  public Outcome handle(KernelAction action, ActionContext context) {
    return new Outcome.Completed(JsonObject.empty(), List.of(), List.of());
  }
}
