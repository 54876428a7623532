package io.revenueos.kernel.openai;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.revenueos.kernel.agent.AnswerSpec;
import io.revenueos.kernel.agent.ChatMessage;
import io.revenueos.kernel.agent.ChatMessage.Instruction;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.agent.ChatMessage.Said;
import io.revenueos.kernel.agent.ChatMessage.ToolAnswer;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the chat completions API takes it. */
final class RequestWriter {
  private final Provider provider;
  private final String model;
  private final Temperature temperature;

  /** Whether the model can be told how freely to answer. */
  enum Temperature {
    AS_REQUESTED,
    FIXED_BY_MODEL
  }

  RequestWriter(Provider provider, String model, Temperature temperature) {
    this.provider = provider;
    this.model = model;
    this.temperature = temperature;
  }

  ChatCompletionCreateParams params(ChatRequest request) {
    ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder().model(model);
    messages(request).forEach(message -> add(params, message));
    request.tools().forEach(tool -> params.addFunctionTool(function(tool)));
    request.answer().ifPresent(answer -> format(params, answer, provider.answerForm().in(request)));
    if (temperature == Temperature.AS_REQUESTED) {
      params.temperature(request.settings().temperature().doubleValue());
    }
    limit(params, request.settings().maxOutputTokens());
    return params.build();
  }

  private void limit(ChatCompletionCreateParams.Builder params, int tokens) {
    switch (provider.dialect()) {
      case OPENAI -> params.maxCompletionTokens(tokens).store(false);
      case GROQ -> params.maxCompletionTokens(tokens);
      case GEMINI, COMPATIBLE ->
          params.putAdditionalBodyProperty("max_tokens", JsonValue.from(tokens));
    }
  }

  /** The conversation; where the provider takes no schema, with it in the last instruction. */
  private List<ChatMessage> messages(ChatRequest request) {
    List<ChatMessage> messages = new ArrayList<>(request.messages());
    AnswerSpec answer = request.answerOrNull();
    if (answer == null || provider.answerForm().in(request) == AnswerForm.JSON_SCHEMA) {
      return messages;
    }
    String form =
        "Your last word must be one JSON object, with nothing around it, that meets this JSON"
            + " Schema: "
            + answer.schema().toJson();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof Instruction instruction) {
        messages.set(i, new Instruction(instruction.text() + "\n\n" + form));
        return messages;
      }
    }
    messages.add(0, new Instruction(form));
    return messages;
  }

  private void add(ChatCompletionCreateParams.Builder params, ChatMessage message) {
    if (message instanceof Instruction instruction) {
      params.addSystemMessage(instruction.text());
    } else if (message instanceof Question question) {
      params.addUserMessage(question.text());
    } else if (message instanceof Said said) {
      params.addMessage(said(said));
    } else if (message instanceof ToolAnswer answer) {
      params.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(ThoughtSignature.idOf(answer.callId()))
              .content(answer.text())
              .build());
    }
  }

  private ChatCompletionAssistantMessageParam said(Said said) {
    ChatCompletionAssistantMessageParam.Builder assistant =
        ChatCompletionAssistantMessageParam.builder();
    if (!said.text().isEmpty() || said.calls().isEmpty()) {
      assistant.content(said.text());
    }
    said.calls().forEach(call -> assistant.addToolCall(call(call, said.calls())));
    return assistant.build();
  }

  private ChatCompletionMessageFunctionToolCall call(ToolCall call, List<ToolCall> turn) {
    ChatCompletionMessageFunctionToolCall.Builder function =
        ChatCompletionMessageFunctionToolCall.builder()
            .id(ThoughtSignature.idOf(call.id()))
            .function(
                ChatCompletionMessageFunctionToolCall.Function.builder()
                    .name(call.tool())
                    .arguments(call.arguments())
                    .build());
    if (provider.dialect() == Provider.Dialect.GEMINI) {
      function.putAllAdditionalProperties(ThoughtSignature.besides(model, call, turn));
    }
    return function.build();
  }

  private static FunctionDefinition function(ToolSpec tool) {
    return FunctionDefinition.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(
            FunctionParameters.builder().additionalProperties(members(tool.parameters())).build())
        .build();
  }

  private static void format(
      ChatCompletionCreateParams.Builder params, AnswerSpec answer, AnswerForm form) {
    switch (form) {
      case JSON_SCHEMA, JSON_SCHEMA_WITHOUT_TOOLS ->
          params.responseFormat(
              ResponseFormatJsonSchema.builder()
                  .jsonSchema(
                      JsonSchema.builder()
                          .name(answer.name())
                          .strict(StrictSchema.holds(answer.schema()))
                          .schema(
                              JsonSchema.Schema.builder()
                                  .additionalProperties(members(answer.schema()))
                                  .build())
                          .build())
                  .build());
      case JSON_OBJECT -> params.responseFormat(ResponseFormatJsonObject.builder().build());
      case PROMPT -> {}
    }
  }

  private static Map<String, JsonValue> members(JsonObject object) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    object.members().forEach((key, value) -> members.put(key, JsonValue.from(plain(value))));
    return members;
  }

  /** A value of the kernel's JSON made of maps and lists. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      object.members().forEach((key, member) -> members.put(key, plain(member)));
      return members;
    } else if (value instanceof List<?> items) {
      return items.stream().map(RequestWriter::plain).toList();
    }
    return value;
  }
}
