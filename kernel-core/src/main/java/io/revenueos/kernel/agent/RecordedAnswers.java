package io.revenueos.kernel.agent;

import io.revenueos.kernel.agent.ChatReply.Finish;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What models answered, kept as JSON lines: one line for each request, which is there as its
 * SHA-256 only. Immutable.
 */
public final class RecordedAnswers {
  private static final String CODE = "invalid_recording";
  private static final int LONGEST = Integer.MAX_VALUE;

  private final String source;
  private final Map<String, ChatReply> replies;

  private RecordedAnswers(String source, Map<String, ChatReply> replies) {
    this.source = source;
    this.replies = Collections.unmodifiableMap(replies);
  }

  /** Nothing is recorded yet. */
  public static RecordedAnswers none(String source) {
    return new RecordedAnswers(source, Map.of());
  }

  /**
   * @param source where the lines come from, for messages: the file's name
   * @param lines what a {@link RecordingModel} wrote; not closed
   * @throws InvalidInputException naming source and line when one is not such a line, or when two
   *     lines answer the same request differently
   * @throws IOException as the reader throws it
   */
  public static RecordedAnswers read(String source, Reader lines) throws IOException {
    Map<String, ChatReply> replies = new HashMap<>();
    BufferedReader reader = new BufferedReader(lines);
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        add(replies, line, "%s line %d".formatted(source, number));
      }
    }
    return new RecordedAnswers(source, replies);
  }

  private static void add(Map<String, ChatReply> replies, String line, String where) {
    try {
      JsonObject row = JsonObject.parse(line);
      String request = required(row.text("request"), "request");
      ChatReply reply = reply(row);
      ChatReply before = replies.putIfAbsent(request, reply);
      if (before != null && !before.equals(reply)) {
        throw new InvalidInputException(
            CODE, "request", "answered differently on an earlier line: remove one of them");
      }
    } catch (InvalidInputException invalid) {
      String field = invalid.field().isEmpty() ? where : where + ": " + invalid.field();
      throw new InvalidInputException(CODE, field, invalid.problem());
    }
  }

  /** The line for one answer, without its end. */
  static String line(String request, ChatReply reply) {
    List<JsonObject> calls =
        reply.calls().stream()
            .map(
                call ->
                    JsonObject.empty()
                        .with("id", storable(call.id()))
                        .with("tool", storable(call.tool()))
                        .with("arguments", storable(call.arguments())))
            .toList();
    return JsonObject.of("request", request)
        .with("model", storable(reply.model()))
        .with("text", storable(reply.text()))
        .with("calls", calls)
        .with("finish", reply.finish().name().toLowerCase(Locale.ROOT))
        .with("prompt_tokens", reply.usage().prompt())
        .with("completion_tokens", reply.usage().completion())
        .toJson();
  }

  private static String storable(String text) {
    return Text.sanitized(text, LONGEST);
  }

  private static ChatReply reply(JsonObject row) {
    List<ToolCall> calls = new ArrayList<>();
    for (Object call : required(row.list("calls"), "calls")) {
      if (!(call instanceof JsonObject object)) {
        throw new InvalidInputException(CODE, "calls", "expected objects");
      }
      calls.add(
          new ToolCall(
              required(object.text("id"), "calls.id"),
              required(object.text("tool"), "calls.tool"),
              required(object.text("arguments"), "calls.arguments")));
    }
    return new ChatReply(
        required(row.text("text"), "text"),
        calls,
        finish(required(row.text("finish"), "finish")),
        new TokenUsage(tokens(row, "prompt_tokens"), tokens(row, "completion_tokens")),
        required(row.text("model"), "model"));
  }

  private static Finish finish(String text) {
    for (Finish finish : Finish.values()) {
      if (finish.name().toLowerCase(Locale.ROOT).equals(text)) {
        return finish;
      }
    }
    throw new InvalidInputException(
        CODE, "finish", "expected done, length or refused, found " + Text.quoted(text));
  }

  private static long tokens(JsonObject row, String key) {
    BigDecimal tokens = required(row.decimal(key), key);
    try {
      return tokens.longValueExact();
    } catch (ArithmeticException notWhole) {
      throw new InvalidInputException(CODE, key, "expected a whole number, found " + tokens);
    }
  }

  private static <T> T required(Optional<T> value, String field) {
    return value.orElseThrow(
        () -> new InvalidInputException(CODE, field, "missing, or of another type"));
  }

  Map<String, ChatReply> replies() {
    return replies;
  }

  /** What was answered; empty when this was never asked. */
  public Optional<ChatReply> replyTo(ChatRequest request) {
    return Optional.ofNullable(replies.get(RequestHash.of(request)));
  }

  /** Where they come from. */
  public String source() {
    return source;
  }

  /** How many requests have an answer. */
  public int size() {
    return replies.size();
  }
}
