package io.revenueos.kernel.internal;

import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.ChatMessage;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.ModelSettings;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a model, up to an answer that can be used: it may use tools, and gets one
 * chance to repair an answer. Of one thread.
 */
final class AgentLoop {
  private final AgentBook.Entry entry;
  private final AgentTask task;
  private final AgentTools tools;
  private final AgentMeter meter;

  AgentLoop(AgentBook.Entry entry, AgentTask task, AgentTools tools, AgentMeter meter) {
    this.entry = entry;
    this.task = task;
    this.tools = tools;
    this.meter = meter;
  }

  /**
   * An answer that can be used.
   *
   * @param model which version of the model gave it
   */
  record Answer(JsonObject json, String model) {}

  /**
   * @throws AgentFailure when the model gives none, or a limit is reached
   * @throws io.revenueos.kernel.agent.ChatException when it cannot be asked
   */
  Answer converse(ChatModel model, JsonObject brief) throws InterruptedException {
    List<ChatMessage> messages = new ArrayList<>(AgentPrompt.of(entry, task.input(), brief));
    boolean repaired = false;
    while (true) {
      ChatReply reply = ask(model, messages);
      if (!reply.calls().isEmpty()) {
        messages.add(new ChatMessage.Said(reply.text(), reply.calls()));
        for (ToolCall call : reply.calls()) {
          messages.add(new ChatMessage.ToolAnswer(call.id(), tools.use(task, call)));
        }
        continue;
      }
      Reading reading = read(reply.text(), brief);
      if (reading.answerOrNull() != null) {
        return new Answer(reading.answerOrNull(), reply.model());
      }
      if (repaired) {
        throw new AgentFailure(
            "invalid_answer",
            "the model's answer cannot be used, repaired once: "
                + String.join("; ", reading.violations()));
      }
      repaired = true;
      messages.add(new ChatMessage.Said(reply.text(), List.of()));
      messages.add(AgentPrompt.repair(reading.violations()));
    }
  }

  private ChatReply ask(ChatModel model, List<ChatMessage> messages) throws InterruptedException {
    Duration left = meter.nextTurn();
    ModelSettings settings = entry.spec().terms().settings();
    int mostTokens = (int) Math.min(settings.maxOutputTokens(), meter.tokensLeft());
    ChatReply reply =
        model.chat(
            new ChatRequest(
                messages,
                specs(),
                entry.answer().orElse(null),
                new ModelSettings(settings.temperature(), mostTokens),
                left));
    meter.count(reply);
    return switch (reply.finish()) {
      case DONE -> reply;
      case LENGTH ->
          throw new AgentFailure(
              "answer_cut_off",
              "the model's answer was cut off after %d tokens; raise max_output_tokens"
                  .formatted(reply.usage().completion()));
      case REFUSED -> throw new AgentFailure("model_declined", "the model declined to answer");
    };
  }

  private List<ToolSpec> specs() {
    return entry.tools().values().stream()
        .map(AgentBook.OpenTool::tool)
        .map(Tool::spec)
        .sorted(Comparator.comparing(ToolSpec::name))
        .toList();
  }

  /** What a model's words come to: an answer, or what is wrong with them. */
  private record Reading(@Nullable JsonObject answerOrNull, List<String> violations) {}

  private Reading read(String text, JsonObject brief) {
    try {
      JsonObject answer = entry.agent().settle(brief, JsonObject.parse(text.strip()));
      List<String> violations = entry.violations(answer);
      return new Reading(violations.isEmpty() ? answer : null, violations);
    } catch (UnavailableException away) {
      throw away;
    } catch (InvalidInputException wrong) {
      return new Reading(null, List.of(String.valueOf(wrong.getMessage())));
    } catch (RuntimeException strange) {
      // An answer of a form that nobody thought of.
      return new Reading(null, List.of("it cannot be read: " + strange));
    }
  }
}
