package io.revenueos.kernel.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A model that answers as the test says, and remembers what it was asked. */
public final class ScriptedModel implements ChatModel {
  private final String name;
  private final Function<ChatRequest, ChatReply> script;
  private final List<ChatRequest> asked = new ArrayList<>();

  public ScriptedModel(String name, Function<ChatRequest, ChatReply> script) {
    this.name = name;
    this.script = script;
  }

  /** Says the same every time; {@link ChatReply#model()} is its name. */
  public static ScriptedModel saying(String name, String text) {
    return new ScriptedModel(
        name,
        request ->
            new ChatReply(text, List.of(), ChatReply.Finish.DONE, new TokenUsage(10, 5), name));
  }

  public static ScriptedModel failing(String name, ChatException failure) {
    return new ScriptedModel(
        name,
        request -> {
          throw failure;
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized ChatReply chat(ChatRequest request) {
    asked.add(request);
    return script.apply(request);
  }

  public synchronized List<ChatRequest> asked() {
    return List.copyOf(asked);
  }
}
