package io.revenueos.kernel.agent;

import java.util.List;

/** One message of a conversation. */
public sealed interface ChatMessage {

  /** What the agent is and must not do: the prompt, never a tenant's text. */
  record Instruction(String text) implements ChatMessage {}

  /** What it is asked, with the tenant's data marked as data. */
  record Question(String text) implements ChatMessage {}

  /**
   * What the model said before.
   *
   * @param text may be empty when it called tools
   */
  record Said(String text, List<ToolCall> calls) implements ChatMessage {
    public Said {
      calls = List.copyOf(calls);
    }
  }

  /**
   * What came of a tool that the model called.
   *
   * @param callId the call's {@link ToolCall#id()}
   */
  record ToolAnswer(String callId, String text) implements ChatMessage {}
}
