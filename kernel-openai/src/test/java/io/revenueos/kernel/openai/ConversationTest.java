package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.agent.ChatMessage.Instruction;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.agent.ChatMessage.Said;
import io.revenueos.kernel.agent.ChatMessage.ToolAnswer;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatReply.Finish;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what comes back. */
class ConversationTest {
  private final WireServer server = new WireServer();

  @AfterEach
  void close() {
    server.close();
  }

  private ChatReply ask(Provider provider, ChatRequest request) throws InterruptedException {
    try (OpenAiModel model = Chats.model(provider, server).build()) {
      return model.chat(request);
    }
  }

  private JsonObject sent() {
    return JsonObject.parse(server.request().body());
  }

  private void replies(String message, String reason) {
    server.then(WireServer.status(200, Chats.completion(message, reason)));
  }

  @Test
  void aQuestionIsAnsweredWithTextTokensAndTheVersionThatAnswered() throws Exception {
    server.then(WireServer.status(200, Chats.says("It is well.")));

    ChatReply reply = ask(Provider.OPENAI, Chats.hello());

    assertThat(reply)
        .isEqualTo(
            new ChatReply(
                "It is well.",
                List.of(),
                Finish.DONE,
                new TokenUsage(19, 10),
                "openai/gpt-4o-mini-2024-07-18"));
    WireServer.Request request = server.request();
    assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer " + Chats.KEY)
        .containsEntry("content-type", "application/json");
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrder(
            "authorization", "content-length", "content-type", "host", "user-agent");
    assertThat(JsonObject.parse(request.body()))
        .isEqualTo(
            JsonObject.parse(
                """
                {"model": "gpt-4o-mini", "temperature": 0.0, "max_completion_tokens": 4000, "store": false,
                 "messages": [{"role": "system", "content": "You review deals."},
                              {"role": "user", "content": "How is D-42?"}]}
                """));
  }

  @Test
  void messagesAndToolsGoOneToOne() throws Exception {
    server.then(WireServer.status(200, Chats.says("Fine.")));

    ask(
        Provider.OPENAI,
        Chats.of(
            List.of(
                new Instruction("You review deals."),
                new Question("How is D-42?"),
                new Said(
                    "",
                    List.of(
                        new ToolCall("call_a", "find_deal", "{\"id\":\"D-42\"}"),
                        new ToolCall("call_b", "find_deal", "{\"id\":\"D-43\"}"))),
                new ToolAnswer("call_a", "open"),
                new ToolAnswer("call_b", "won"),
                new Said("Both are fine.", List.of()),
                new Question("Sure?")),
            List.of(Chats.TOOL)));

    JsonObject sent = sent();
    assertThat(JsonObject.of("messages", sent.list("messages").orElseThrow()).toJson())
        .isEqualTo(
            JsonObject.parse(
                    """
                    {"messages": [
                      {"content": "You review deals.", "role": "system"},
                      {"content": "How is D-42?", "role": "user"},
                      {"role": "assistant", "tool_calls": [
                        {"id": "call_a", "function": {"arguments": "{\\"id\\":\\"D-42\\"}", "name": "find_deal"},
                         "type": "function"},
                        {"id": "call_b", "function": {"arguments": "{\\"id\\":\\"D-43\\"}", "name": "find_deal"},
                         "type": "function"}]},
                      {"content": "open", "role": "tool", "tool_call_id": "call_a"},
                      {"content": "won", "role": "tool", "tool_call_id": "call_b"},
                      {"role": "assistant", "content": "Both are fine."},
                      {"content": "Sure?", "role": "user"}]}
                    """)
                .toJson());
    assertThat(sent.list("tools").orElseThrow())
        .isEqualTo(
            List.of(
                JsonObject.parse(
                    """
                    {"type": "function", "function": {"name": "find_deal",
                     "description": "Finds a deal by its id.",
                     "parameters": {"type": "object", "properties": {"id": {"type": "string"}},
                                    "required": ["id"]}}}
                    """)));
  }

  @Test
  void severalToolsCanBeCalledInOneTurn() throws Exception {
    replies(
        """
        {"role": "assistant", "content": null, "tool_calls": [
          {"id": "call_1", "type": "function", "function": {"name": "find_deal", "arguments": "{\\"id\\":\\"D-1\\"}"}},
          {"id": "call_2", "type": "function", "function": {"name": "find_deal", "arguments": "not json"}},
          {"id": "", "type": "function", "function": {"name": "find_deal", "arguments": ""}}]}
        """,
        "tool_calls");

    ChatReply reply = ask(Provider.OPENAI, Chats.of(Chats.opening(), List.of(Chats.TOOL)));

    assertThat(reply.text()).isEmpty();
    assertThat(reply.finish()).isEqualTo(Finish.DONE);
    assertThat(reply.calls())
        .containsExactly(
            new ToolCall("call_1", "find_deal", "{\"id\":\"D-1\"}"),
            new ToolCall("call_2", "find_deal", "not json"),
            new ToolCall("call_3", "find_deal", ""));
  }

  @Test
  void anAnswerThatIsCutOffSaysSo() throws Exception {
    replies("{\"role\": \"assistant\", \"content\": \"It is\"}", "length");

    ChatReply reply = ask(Provider.OPENAI, Chats.hello());

    assertThat(reply.finish()).isEqualTo(Finish.LENGTH);
    assertThat(reply.text()).isEqualTo("It is");
  }

  @Test
  void aRefusalIsOneWhoeverRefuses() throws Exception {
    replies("{\"role\": \"assistant\", \"content\": null, \"refusal\": \"I will not.\"}", "stop");
    assertThat(ask(Provider.OPENAI, Chats.hello()))
        .extracting(ChatReply::finish, ChatReply::text)
        .containsExactly(Finish.REFUSED, "I will not.");

    replies("{\"role\": \"assistant\", \"content\": \"\"}", "content_filter");
    assertThat(ask(Provider.OPENAI, Chats.hello()).finish()).isEqualTo(Finish.REFUSED);

    replies("{\"role\": \"assistant\", \"content\": null}", "content_filter: SAFETY");
    assertThat(ask(Provider.GEMINI, Chats.hello()).finish()).isEqualTo(Finish.REFUSED);
  }

  @Test
  void thoughtsThatOnlyTheTotalCountsAreTokensWritten() throws Exception {
    server.then(
        WireServer.status(
            200,
            Chats.says("Fine.")
                .replace("\"total_tokens\": 29", "\"total_tokens\": 529")
                .replace("gpt-4o-mini-2024-07-18", "models/gemini-2.5-flash")));

    ChatReply reply = ask(Provider.GEMINI, Chats.hello());

    assertThat(reply.usage()).isEqualTo(new TokenUsage(19, 510));
    assertThat(reply.model()).isEqualTo("gemini/gemini-2.5-flash");
  }

  @Test
  void aServerThatSaysAsLittleAsCanBeIsUnderstood() throws Exception {
    server.then(WireServer.status(200, "{\"choices\": [{\"message\": {\"content\": \"Hi.\"}}]}"));

    ChatReply reply = ask(Provider.compatible("vllm", server.url()), Chats.hello());

    assertThat(reply)
        .isEqualTo(
            new ChatReply("Hi.", List.of(), Finish.DONE, TokenUsage.NONE, "vllm/gpt-4o-mini"));
    assertThat(sent().keys()).contains("max_tokens").doesNotContain("store");
  }

  @Test
  void aModelWithoutTemperatureIsNotToldOne() throws Exception {
    server.then(WireServer.status(200, Chats.says("Fine.")));

    try (OpenAiModel model = Chats.model(Provider.OPENAI, server).fixedTemperature().build()) {
      model.chat(Chats.hello());
    }

    assertThat(sent().keys()).doesNotContain("temperature");
  }

  @Test
  void whatGeminiThoughtGoesBackToItAndToNobodyElse() throws Exception {
    replies(
        """
        {"role": "assistant", "tool_calls": [
          {"id": "call_1", "type": "function", "function": {"name": "find_deal", "arguments": "{}"},
           "extra_content": {"google": {"thought_signature": "c2lnbmF0dXJl"}}},
          {"id": "call_2", "type": "function", "function": {"name": "find_deal", "arguments": "{}"}}]}
        """,
        "tool_calls");
    List<ToolCall> calls =
        ask(Provider.GEMINI, Chats.of(Chats.opening(), List.of(Chats.TOOL))).calls();
    assertThat(sent().keys()).contains("max_tokens");
    ChatRequest next =
        Chats.of(
            List.of(
                new Question("How is D-42?"),
                new Said("", calls),
                new ToolAnswer(calls.get(0).id(), "open"),
                new ToolAnswer(calls.get(1).id(), "won")),
            List.of(Chats.TOOL));

    server.then(WireServer.status(200, Chats.says("Fine.")));
    ask(Provider.GEMINI, next);
    String toGemini = server.request().body();
    ask(Provider.OPENAI, next);
    String toOpenAi = server.request().body();

    assertThat(toGemini)
        .containsOnlyOnce("{\"google\":{\"thought_signature\":\"c2lnbmF0dXJl\"}}")
        .contains(
            "\"id\":\"call_1\"", "\"tool_call_id\":\"call_1\"", "\"tool_call_id\":\"call_2\"");
    assertThat(toOpenAi)
        .contains("\"id\":\"call_1\"", "\"tool_call_id\":\"call_1\"")
        .doesNotContain("c2lnbmF0dXJl", "thought");
  }
}
