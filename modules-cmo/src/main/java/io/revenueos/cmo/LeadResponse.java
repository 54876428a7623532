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

/** A captured lead gets an email at once, and a person has an hour to call. */
final class LeadResponse implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.growth.lead_response_v1");
  private static final int CALL_WITHIN_HOURS = 1;

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("lead_captured", "cmo_campaigns"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(ActionType.OUTBOUND_EMAIL, ActionType.TASK_CREATE);
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Target lead = Target.of(Target.Kind.LEAD, event.entity().id());
    Wording wording = new Wording(event.payload());
    return new Answer.Act(
        NAME.reason(".respond", "A new lead gets an email now and a call within the hour."),
        List.of(email(lead, wording), call(lead, wording)));
  }

  private static KernelAction email(Target lead, Wording wording) {
    String subject =
        wording
            .offering()
            .map(offering -> "Thank you for your interest in " + offering)
            .orElse("Thank you for getting in touch");
    String body =
        """
        %s

        thank you for your interest%s. We have your details, and one of us will call you shortly.

        Until then, just reply to this email if you have a question.
        """
            .formatted(wording.greeting(), wording.offering(" in "));
    return KernelAction.of(
            ActionType.OUTBOUND_EMAIL,
            lead,
            NAME.reason(".send_email", "A new lead gets an answer at once."))
        .with("subject", subject)
        .with("body", body);
  }

  private static KernelAction call(Target lead, Wording wording) {
    return KernelAction.of(
            ActionType.TASK_CREATE,
            lead,
            NAME.reason(".create_task", "A new lead is called while the interest is fresh."))
        .with(
            "title",
            "Call " + wording.firstName().orElse("the new lead") + wording.offering(" about "))
        .with("description", "The lead was captured by a campaign and has been sent an email.")
        .with("due_in_hours", CALL_WITHIN_HOURS);
  }
}
