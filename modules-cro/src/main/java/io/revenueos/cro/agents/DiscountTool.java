package io.revenueos.cro.agents;

import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Proposes a lower price for a deal, as a sales rep would who types it into the CRM: the discount
 * guard answers. The price before is the stored one, whatever a model says. Changes nothing.
 */
record DiscountTool(DealDesk desk) implements Tool.Proposer {
  static final String NAME = "propose_discount";

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        NAME,
        "Proposes a new, lower value for an open deal. The company's policies answer whether that"
            + " is allowed; the deal is not changed.",
        JsonObject.of("type", "object")
            .with(
                "properties",
                Map.of(
                    "deal_id",
                    DealHistoryTool.DEAL_ID,
                    "new_value",
                    Map.of("type", "number", "minimum", 0)))
            .with("required", List.of("deal_id", "new_value"))
            .with("additionalProperties", false));
  }

  @Override
  public KernelEvent propose(AgentTask task, JsonObject arguments) {
    Deal deal = desk.openDeal(task, arguments.text("deal_id").orElseThrow());
    Money value = deal.details().terms().valueOrNull();
    if (value == null) {
      throw new RefusedException("deal_without_value", "deal %s has no value".formatted(deal.id()));
    }
    BigDecimal offered = arguments.decimal("new_value").orElseThrow();
    if (offered.compareTo(value.amount()) >= 0) {
      throw new RefusedException(
          "no_discount",
          "the deal's value is %s already".formatted(value.amount().toPlainString()));
    }
    return KernelEvent.of("discount_attempted")
        .from("crm")
        .in(task.scope())
        .about("deal", deal.id().toString())
        .correlatedBy(task.correlation().value())
        .with("old_value", value.amount())
        .with("new_value", offered)
        .with("currency", value.currency().getCurrencyCode())
        .build();
  }
}
