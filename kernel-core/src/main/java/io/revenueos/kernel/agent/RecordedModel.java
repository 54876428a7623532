package io.revenueos.kernel.agent;

import io.revenueos.kernel.agent.ChatException.Kind;

/**
 * Answers from a record, for tests and for running again what ran before: the same request, the
 * same reply, with the same token counts. Whatever was never recorded is refused.
 */
public final class RecordedModel implements ChatModel {
  private final String name;
  private final RecordedAnswers answers;

  /**
   * @param name what runs say of it: to get the same runs, the name of the model that was recorded
   */
  public RecordedModel(String name, RecordedAnswers answers) {
    this.name = name;
    this.answers = answers;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @throws ChatException permanent, with the request's SHA-256 and the record's source, when the
   *     request was never recorded
   */
  @Override
  public ChatReply chat(ChatRequest request) {
    return answers
        .replyTo(request)
        .orElseThrow(
            () ->
                new ChatException(
                    Kind.PERMANENT,
                    "%s has no answer to request %s among its %d: prompt, data, tools, schema or settings are not those that were recorded; record it with RecordingModel"
                        .formatted(answers.source(), RequestHash.of(request), answers.size())));
  }
}
