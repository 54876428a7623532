package io.revenueos.kernel.agent;

import io.revenueos.kernel.agent.ChatMessage.Instruction;
import io.revenueos.kernel.agent.ChatMessage.Question;
import io.revenueos.kernel.agent.ChatMessage.Said;
import io.revenueos.kernel.agent.ChatMessage.ToolAnswer;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells requests apart: SHA-256 over everything that can change the answer, with the keys of
 * objects in order. The timeout is not part of it.
 */
final class RequestHash {
  private RequestHash() {}

  static String of(ChatRequest request) {
    JsonObject asked =
        JsonObject.of(
            Map.of(
                "messages", request.messages().stream().map(RequestHash::message).toList(),
                "tools", request.tools().stream().map(RequestHash::tool).toList(),
                "answer", request.answer().map(RequestHash::answer).orElse(JsonObject.empty()),
                "temperature", request.settings().temperature().stripTrailingZeros(),
                "max_output_tokens", request.settings().maxOutputTokens()));
    return HexFormat.of().formatHex(sha256(canonical(asked).toJson()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static List<?> message(ChatMessage message) {
    if (message instanceof Instruction instruction) {
      return List.of("instruction", storable(instruction.text()));
    } else if (message instanceof Question question) {
      return List.of("question", storable(question.text()));
    } else if (message instanceof Said said) {
      return List.of(
          "said", storable(said.text()), said.calls().stream().map(RequestHash::call).toList());
    } else if (message instanceof ToolAnswer answer) {
      return List.of("tool", storable(answer.callId()), storable(answer.text()));
    }
    throw new IllegalStateException("not a message: " + message.getClass());
  }

  private static List<?> call(ToolCall call) {
    return List.of(storable(call.id()), storable(call.tool()), storable(call.arguments()));
  }

  /** Schemas are written out, so that their depth does not add up with the request's. */
  private static List<?> tool(ToolSpec tool) {
    return List.of(
        tool.name(), storable(tool.description()), canonical(tool.parameters()).toJson());
  }

  private static JsonObject answer(AnswerSpec answer) {
    return JsonObject.of(answer.name(), canonical(answer.schema()).toJson());
  }

  private static String storable(String text) {
    return Text.sanitized(text, Integer.MAX_VALUE);
  }

  private static JsonObject canonical(JsonObject object) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    object.members().forEach((key, value) -> sorted.put(key, canonicalValue(value)));
    return JsonObject.of(sorted);
  }

  private static @Nullable Object canonicalValue(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return canonical(object);
    } else if (value instanceof List<?> items) {
      return items.stream().map(RequestHash::canonicalValue).toList();
    }
    return value;
  }
}
