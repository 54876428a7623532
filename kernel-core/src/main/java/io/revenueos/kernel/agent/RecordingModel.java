package io.revenueos.kernel.agent;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes requests on to a model and writes down what it answers, as JSON lines for {@link
 * RecordedAnswers#read}. A request that has an answer already gets that one and is not passed on:
 * what ran with this model runs the same with the record. Errors are passed on and not recorded.
 *
 * <p>Requests are recorded as their SHA-256, answers word for word: keep the record like the data
 * that they are about.
 */
public final class RecordingModel implements ChatModel {
  private final ChatModel model;
  private final Appendable lines;
  private final Map<String, ChatReply> replies;

  /**
   * @param known what is recorded already: {@link RecordedAnswers#none}, or what {@code lines} is
   *     appended to
   * @param lines where each new answer is written and, if it can be, flushed; not closed
   */
  public RecordingModel(ChatModel model, RecordedAnswers known, Appendable lines) {
    this.model = model;
    this.lines = lines;
    this.replies = new ConcurrentHashMap<>(known.replies());
  }

  @Override
  public String name() {
    return model.name();
  }

  /**
   * @throws UncheckedIOException when the answer cannot be written down
   */
  @Override
  public ChatReply chat(ChatRequest request) throws InterruptedException {
    String hash = RequestHash.of(request);
    ChatReply known = replies.get(hash);
    return known == null ? keep(hash, model.chat(request)) : known;
  }

  /** Of two answers to the same request at the same time the first one stays. */
  private ChatReply keep(String hash, ChatReply reply) {
    synchronized (lines) {
      ChatReply earlier = replies.get(hash);
      if (earlier != null) {
        return earlier;
      }
      try {
        lines.append(RecordedAnswers.line(hash, reply)).append('\n');
        if (lines instanceof Flushable flushable) {
          flushable.flush();
        }
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot record an answer of " + model.name(), failed);
      }
      replies.put(hash, reply);
      return reply;
    }
  }
}
