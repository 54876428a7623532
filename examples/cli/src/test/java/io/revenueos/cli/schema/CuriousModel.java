package io.revenueos.cli.schema;

import io.revenueos.kernel.agent.ChatMessage;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A model that uses every tool to ask for another tenant's row, and then says nothing of use. */
final class CuriousModel implements ChatModel {
  private final String deal;
  private final String name;
  private final List<ChatRequest> asked = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param deal the id of another tenant's deal
   * @param name what another tenant calls something
   */
  CuriousModel(String deal, String name) {
    this.deal = deal;
    this.name = name;
  }

  List<ChatRequest> asked() {
    return List.copyOf(asked);
  }

  /** What it says itself, and is therefore asked with. */
  String quoted() {
    return name;
  }

  @Override
  public String name() {
    return "test/curious";
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    asked.add(request);
    boolean first = request.messages().stream().noneMatch(ChatMessage.Said.class::isInstance);
    List<ToolCall> calls =
        first
            ? request.tools().stream()
                .map(tool -> new ToolCall(tool.name(), tool.name(), arguments(tool.name())))
                .toList()
            : List.of();
    return new ChatReply(
        calls.isEmpty() ? "[]" : "",
        calls,
        ChatReply.Finish.DONE,
        new TokenUsage(100, 10),
        "curious-1");
  }

  private String arguments(String tool) {
    JsonObject arguments =
        switch (tool) {
          case "deal_history" -> JsonObject.of("deal_id", deal);
          case "propose_discount" -> JsonObject.of("deal_id", deal).with("new_value", 1);
          case "look_up_campaign" -> JsonObject.of("name", name);
          case "look_up_segment" -> JsonObject.of("code", name);
          default -> throw new AssertionError("ask for another tenant's row with " + tool);
        };
    return arguments.toJson();
  }
}
