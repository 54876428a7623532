package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param messages the conversation so far, the oldest first; at least one
 * @param tools what it may call; none when empty
 * @param answerOrNull the schema that its last word must meet; null for free text
 * @param timeout within which the reply is needed
 */
public record ChatRequest(
    List<ChatMessage> messages,
    List<ToolSpec> tools,
    @Nullable AnswerSpec answerOrNull,
    ModelSettings settings,
    Duration timeout) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new InvalidInputException(
          "invalid_chat", "messages", "expected at least one message, found none");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new InvalidInputException(
          "invalid_chat", "timeout", "expected more than 0, found " + timeout);
    }
  }

  public Optional<AnswerSpec> answer() {
    return Optional.ofNullable(answerOrNull);
  }
}
