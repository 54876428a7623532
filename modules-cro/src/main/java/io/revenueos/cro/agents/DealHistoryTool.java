package io.revenueos.cro.agents;

import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Looks a deal up, with what happened last. */
record DealHistoryTool(DealDesk desk) implements Tool.Reader {
  static final String NAME = "deal_history";

  private static final int ACTIVITIES = 20;

  /** What every schema here says of a deal's id. */
  static final Map<String, String> DEAL_ID =
      Map.of("type", "string", "pattern", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$");

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        NAME,
        "Reads a deal of the company, with its last %d activities.".formatted(ACTIVITIES),
        JsonObject.of("type", "object")
            .with("properties", Map.of("deal_id", DEAL_ID))
            .with("required", List.of("deal_id"))
            .with("additionalProperties", false));
  }

  @Override
  public JsonObject read(AgentTask task, JsonObject arguments) {
    Deal deal = desk.deal(task, arguments.text("deal_id").orElseThrow());
    return JsonObject.of("deal", DealDesk.facts(deal))
        .with("activities", desk.activities(task, deal, ACTIVITIES));
  }
}
