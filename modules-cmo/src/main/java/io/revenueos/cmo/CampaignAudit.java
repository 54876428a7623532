package io.revenueos.cmo;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.Set;

/** What happens to campaigns is kept for the record, and nothing follows from it. */
final class CampaignAudit implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.growth.campaign_audit_v1");
  private static final String SOURCE = "cmo_campaigns";

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(
        Trigger.on("campaign_launched", SOURCE),
        Trigger.on("campaign_optimized", SOURCE),
        Trigger.on("meeting_booked", SOURCE));
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
    return new Answer.Noop(
        NAME.reason(".audit", "%s is kept for the record.".formatted(event.type())));
  }
}
