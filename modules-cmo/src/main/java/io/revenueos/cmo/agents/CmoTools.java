package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Campaigns;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What models may look up, within the requester's scope. */
final class CmoTools {
  private CmoTools() {}

  static List<Tool> of(TenantRows rows) {
    return List.of(new LookUpCampaign(rows), new LookUpSegment(rows));
  }

  private static ToolSpec spec(String name, String description, String parameter) {
    return new ToolSpec(
        name,
        description,
        JsonObject.of("type", "object")
            .with("properties", Map.of(parameter, Map.of("type", "string")))
            .with("required", List.of(parameter))
            .with("additionalProperties", false));
  }

  /** A campaign, and what was measured of it. */
  private record LookUpCampaign(TenantRows rows) implements Tool.Reader {
    @Override
    public ToolSpec spec() {
      return CmoTools.spec(
          "look_up_campaign", "A campaign of this name, with its measured figures.", "name");
    }

    @Override
    public JsonObject read(AgentTask task, JsonObject arguments) {
      String name = Members.text(arguments, "name");
      List<JsonObject> measured =
          Measured.of(rows.database(), task.scope()).stream()
              .filter(one -> one.name().equals(name))
              .map(Measured::json)
              .toList();
      JsonObject campaign =
          Campaigns.on(rows.database())
              .find(task.scope(), name)
              .map(found -> TenantRows.json(found.value()))
              .orElse(JsonObject.empty());
      return JsonObject.of("campaign", campaign).with("measured", measured);
    }
  }

  /** A segment. */
  private record LookUpSegment(TenantRows rows) implements Tool.Reader {
    @Override
    public ToolSpec spec() {
      return CmoTools.spec(
          "look_up_segment", "The customer segment of this code, with its pain points.", "code");
    }

    @Override
    public JsonObject read(AgentTask task, JsonObject arguments) {
      return rows.segment(task.scope(), Members.text(arguments, "code"));
    }
  }
}
