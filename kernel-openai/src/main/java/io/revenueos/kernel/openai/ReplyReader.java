package io.revenueos.kernel.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.completions.CompletionUsage;
import io.revenueos.kernel.agent.ChatMessage.Said;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatReply.Finish;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.agent.ToolCall;
import io.revenueos.kernel.json.Text;
import java.util.ArrayList;
import java.util.List;

/** A reply of the chat completions API as the kernel takes it. */
final class ReplyReader {
  private static final int LONGEST_NAME = 200;
  private static final String FENCE = "```";

  private final Provider provider;
  private final String model;

  ReplyReader(Provider provider, String model) {
    this.provider = provider;
    this.model = model;
  }

  /**
   * @throws CallFailedException when there is no answer in it
   */
  ChatReply reply(ChatRequest request, ChatCompletion completion) {
    if (completion.choices().isEmpty()) {
      throw new CallFailedException("the answer holds no choice");
    }
    Choice choice = completion.choices().get(0);
    ChatCompletionMessage message = choice.message();
    List<ToolCall> calls = calls(request, message);
    String refusal = message.refusal().orElse("");
    String text = refusal.isEmpty() ? message.content().orElse("") : refusal;
    Finish finish = refusal.isEmpty() ? finish(choice) : Finish.REFUSED;
    if (finish == Finish.DONE && text.isEmpty() && calls.isEmpty()) {
      throw new CallFailedException("the answer is empty");
    }
    return new ChatReply(
        request.answer().isPresent() ? bare(text) : text,
        calls,
        finish,
        completion.usage().map(ReplyReader::usage).orElse(TokenUsage.NONE),
        name(completion));
  }

  /**
   * Some providers send {@code content_filter: SAFETY}, and servers of one's own nothing at all.
   */
  private static Finish finish(Choice choice) {
    String reason = choice._finishReason().asKnown().map(FinishReason::asString).orElse("stop");
    if (reason.startsWith("content_filter")) {
      return Finish.REFUSED;
    }
    return reason.equals("length") ? Finish.LENGTH : Finish.DONE;
  }

  private static List<ToolCall> calls(ChatRequest request, ChatCompletionMessage message) {
    long before =
        request.messages().stream()
            .filter(Said.class::isInstance)
            .mapToLong(said -> ((Said) said).calls().size())
            .sum();
    List<ToolCall> calls = new ArrayList<>();
    for (ChatCompletionMessageToolCall call : message.toolCalls().orElse(List.of())) {
      ChatCompletionMessageFunctionToolCall function =
          call.function()
              .orElseThrow(() -> new CallFailedException("the answer calls what is no function"));
      String given = function._id().asString().orElse("");
      String id = given.isEmpty() ? "call_" + (before + calls.size() + 1) : given;
      calls.add(
          new ToolCall(
              ThoughtSignature.join(id, function._allProperties()),
              function.function().name(),
              function.function().arguments()));
    }
    return calls;
  }

  /**
   * What a model wrote is all that is over what it read: Gemini counts its thoughts in the total
   * only, and bills them as written.
   */
  private static TokenUsage usage(CompletionUsage usage) {
    long prompt = Math.max(0, usage.promptTokens());
    long total = usage._totalTokens().asKnown().orElse(0L);
    return new TokenUsage(prompt, Math.max(Math.max(0, usage.completionTokens()), total - prompt));
  }

  /** Models that are told to write JSON in words like to put it in a Markdown block. */
  private static String bare(String text) {
    String stripped = text.strip();
    int start = stripped.indexOf('\n');
    boolean fenced =
        stripped.startsWith(FENCE)
            && stripped.endsWith(FENCE)
            && start > 0
            && start < stripped.length() - FENCE.length();
    return fenced
        ? stripped.substring(start + 1, stripped.length() - FENCE.length()).strip()
        : text;
  }

  private String name(ChatCompletion completion) {
    String given = completion._model().asString().map(String::strip).orElse("");
    String bare = given.startsWith("models/") ? given.substring("models/".length()) : given;
    return Text.sanitized(provider.name() + "/" + (bare.isEmpty() ? model : bare), LONGEST_NAME);
  }
}
