package io.revenueos.cmo;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.List;
import java.util.Set;

/** A qualified lead is followed up by a person within four hours. */
final class LeadQualified implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.growth.lead_qualified_v1");
  private static final int FOLLOW_UP_WITHIN_HOURS = 4;

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("lead_qualified", "cmo_campaigns", "crm"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(ActionType.TASK_CREATE);
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Wording wording = new Wording(event.payload());
    KernelAction task =
        KernelAction.of(
                ActionType.TASK_CREATE,
                Target.of(Target.Kind.LEAD, event.entity().id()),
                NAME.reason(".create_task", "A qualified lead is followed up the same day."))
            .with(
                "title",
                "Follow up with "
                    + wording.firstName().orElse("the qualified lead")
                    + wording.offering(" about "))
            .with("description", "The lead is qualified: find out what it needs and propose it.")
            .with("due_in_hours", FOLLOW_UP_WITHIN_HOURS);
    return new Answer.Act(
        NAME.reason(".follow_up", "A qualified lead is followed up within four hours."),
        List.of(task));
  }
}
