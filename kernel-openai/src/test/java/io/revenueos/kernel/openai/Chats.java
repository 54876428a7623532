package io.revenueos.kernel.openai;

import io.revenueos.kernel.agent.AnswerSpec;
import io.revenueos.kernel.agent.ChatMessage;
import io.revenueos.kernel.agent.ChatMessage.Instruction;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.ModelSettings;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Requests and replies for tests. */
final class Chats {
  static final String KEY = "sk-planted-0123456789abcdef";
  static final String MODEL = "gpt-4o-mini";
  static final Duration SOON = Duration.ofSeconds(10);

  static final JsonObject CLOSED_SCHEMA =
      JsonObject.parse(
          """
          {"type": "object", "properties": {"summary": {"type": "string"}},
           "required": ["summary"], "additionalProperties": false}
          """);
  static final AnswerSpec ANSWER = new AnswerSpec("review", CLOSED_SCHEMA);
  static final ToolSpec TOOL =
      new ToolSpec(
          "find_deal",
          "Finds a deal by its id.",
          JsonObject.parse(
              """
              {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
              """));

  private Chats() {}

  static ChatRequest hello() {
    return within(SOON);
  }

  static ChatRequest within(Duration timeout) {
    return new ChatRequest(opening(), List.of(), null, ModelSettings.defaults(), timeout);
  }

  static ChatRequest of(List<ChatMessage> messages, List<ToolSpec> tools) {
    return new ChatRequest(messages, tools, null, ModelSettings.defaults(), SOON);
  }

  static ChatRequest answering(List<ToolSpec> tools) {
    return new ChatRequest(opening(), tools, ANSWER, ModelSettings.defaults(), SOON);
  }

  static List<ChatMessage> opening() {
    return List.of(new Instruction("You review deals."), new Question("How is D-42?"));
  }

  static OpenAiModelBuilder model(Provider provider, WireServer server) {
    return OpenAiModel.builder(provider.at(server.url()), MODEL, () -> KEY);
  }

  /** A whole reply with one choice, whose message and reason are given as JSON. */
  static String completion(String message, String reason) {
    return """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1760000000,
         "model": "gpt-4o-mini-2024-07-18",
         "choices": [{"index": 0, "message": %s, "logprobs": null, "finish_reason": "%s"}],
         "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29}}
        """
        .formatted(message, reason);
  }

  static String says(String text) {
    return completion(
        JsonObject.of("role", "assistant").with("content", text).with("refusal", null).toJson(),
        "stop");
  }
}
