package io.revenueos.kernel.openai;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import io.revenueos.kernel.agent.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Gemini model thought before it called tools, encrypted: it wants it back with the calls,
 * and newer ones refuse the conversation without
 * (https://ai.google.dev/gemini-api/docs/thought-signatures). It travels as the end of the call's
 * id, which nobody but this adapter reads; no provider is sent it as part of an id.
 */
final class ThoughtSignature {
  private static final String FIELD = "extra_content";
  private static final String MARK = "#thought:";

  /** Documented for calls that another model made. */
  private static final String NOT_OURS = "skip_thought_signature_validator";

  private ThoughtSignature() {}

  /** The call's id, with the signature that stands beside it, if one does. */
  static String join(String id, Map<String, JsonValue> besides) {
    return Optional.ofNullable(besides.get(FIELD))
        .flatMap(extra -> member(extra, "google"))
        .flatMap(google -> member(google, "thought_signature"))
        .flatMap(ThoughtSignature::text)
        .map(signature -> id + MARK + signature)
        .orElse(id);
  }

  private static Optional<String> text(JsonField<?> value) {
    return value.asString();
  }

  private static Optional<JsonValue> member(JsonField<?> object, String key) {
    return object.asObject().map(members -> members.get(key));
  }

  /** The call's id as its provider gave it. */
  static String idOf(String id) {
    int mark = id.indexOf(MARK);
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** What must stand beside a call that goes back, by the field's name. */
  static Map<String, JsonValue> besides(String model, ToolCall call, List<ToolCall> turn) {
    int mark = call.id().indexOf(MARK);
    if (mark >= 0) {
      return field(call.id().substring(mark + MARK.length()));
    }
    boolean none = turn.stream().noneMatch(other -> other.id().contains(MARK));
    return none && call.equals(turn.get(0)) && refusesForeignCalls(model)
        ? field(NOT_OURS)
        : Map.of();
  }

  private static boolean refusesForeignCalls(String model) {
    return !model.startsWith("gemini-1") && !model.startsWith("gemini-2");
  }

  private static Map<String, JsonValue> field(String signature) {
    return Map.of(FIELD, JsonValue.from(Map.of("google", Map.of("thought_signature", signature))));
  }
}
