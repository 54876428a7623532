package io.revenueos.kernel.agent;

import java.util.List;

/**
 * What a model said.
 *
 * @param text its words; empty when it only called tools
 * @param calls the tools that it wants to use; empty when it is done
 * @param finish why it stopped
 * @param model which model it was, as its provider names it: a version, often
 */
public record ChatReply(
    String text, List<ToolCall> calls, Finish finish, TokenUsage usage, String model) {

  /** Why a model stopped. */
  public enum Finish {
    /** It had said what it wanted to say, or waits for its tools. */
    DONE,
    /** It ran into the limit of its output: what it said is cut off. */
    LENGTH,
    /** Its provider, or it itself, refused to answer. */
    REFUSED
  }

  public ChatReply {
    calls = List.copyOf(calls);
  }
}
