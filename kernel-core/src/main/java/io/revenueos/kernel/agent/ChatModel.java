package io.revenueos.kernel.agent;

/**
 * A language model, whoever runs it. It words, explains and proposes; what it answers has no effect
 * of its own. Called by agents only, outside any transaction. Thread-safe.
 */
public interface ChatModel {
  /**
   * What runs say of it: {@code openai/gpt-4o-mini}. Up to 200 characters, the same for every call.
   */
  String name();

  /**
   * One turn of a conversation.
   *
   * @throws ChatException saying whether trying again can help
   * @throws InterruptedException when the run was cut off or cancelled; the call is abandoned
   */
  ChatReply chat(ChatRequest request) throws InterruptedException;
}
