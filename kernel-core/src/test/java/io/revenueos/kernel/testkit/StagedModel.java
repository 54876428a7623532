package io.revenueos.kernel.testkit;

import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.agent.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that says what it was told to say, turn by turn, and remembers what it was asked. Each
 * turn takes 100 tokens to read and 10 to write. Thread-safe.
 */
public final class StagedModel implements ChatModel {
  private final Queue<Turn> script = new ConcurrentLinkedQueue<>();
  private final List<ChatRequest> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger calls = new AtomicInteger();

  private interface Turn {
    ChatReply reply() throws InterruptedException;
  }

  private StagedModel add(Turn turn) {
    script.add(turn);
    return this;
  }

  /** Says this, and is done. */
  public StagedModel says(String text) {
    return add(() -> reply(text, List.of(), ChatReply.Finish.DONE));
  }

  /** Wants to use a tool. */
  public StagedModel calls(String tool, String arguments) {
    return add(
        () ->
            reply(
                "",
                List.of(new ToolCall("call-" + calls.incrementAndGet(), tool, arguments)),
                ChatReply.Finish.DONE));
  }

  public StagedModel stops(ChatReply.Finish finish) {
    return add(() -> reply("{", List.of(), finish));
  }

  public StagedModel fails(ChatException.Kind kind) {
    return add(
        () -> {
          throw new ChatException(kind, "failed on purpose: " + kind);
        });
  }

  /** Never answers, until its thread is interrupted. */
  public StagedModel hangs() {
    return add(
        () -> {
          new CountDownLatch(1).await();
          throw new AssertionError("nobody counts this down");
        });
  }

  private static ChatReply reply(String text, List<ToolCall> calls, ChatReply.Finish finish) {
    return new ChatReply(text, calls, finish, new TokenUsage(100, 10), "scripted-1");
  }

  /** What it was asked, turn by turn. */
  public List<ChatRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String name() {
    return "test/scripted";
  }

  @Override
  public ChatReply chat(ChatRequest request) throws InterruptedException {
    asked.add(request);
    Turn turn = script.poll();
    if (turn == null) {
      throw new AssertionError("the script has no turn for " + request);
    }
    return turn.reply();
  }
}
