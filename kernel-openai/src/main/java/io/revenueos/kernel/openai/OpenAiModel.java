package io.revenueos.kernel.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.credential.BearerTokenCredential;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.ChatReply;
import io.revenueos.kernel.agent.ChatRequest;
import java.util.function.Supplier;

/**
 * A model of OpenAI, of Gemini or Groq through their compatible addresses, or of any other server
 * that speaks OpenAI's chat completions API. Thread-safe; close it when it is no longer needed.
 *
 * <p>A call ends within its request's timeout, and at once when its thread is interrupted; either
 * way its connection is closed. Nothing is tried twice: that is the business of whoever calls.
 * While a model keeps failing its calls are suspended ({@link OpenAiModelBuilder#breaker}).
 *
 * <p>The key is asked of the host with each call. It is in no message, no cause, no log and no text
 * of an object; neither is what the provider writes about an error.
 */
public final class OpenAiModel implements ChatModel, AutoCloseable {
  private final String name;
  private final OpenAIClient client;
  private final RequestWriter writer;
  private final ReplyReader reader;
  private final ProviderErrors errors;
  private final CallGate gate;
  private final AutoCloseable ownHttp;
  private volatile boolean closed;

  OpenAiModel(OpenAiModelBuilder settings, Transport transport, AutoCloseable ownHttp) {
    this.name = settings.name();
    this.client =
        new OpenAIClientImpl(
            ClientOptions.builder()
                .httpClient(transport)
                .baseUrl(settings.provider().baseUrl().toString())
                .credential(BearerTokenCredential.create(settings.key()::value))
                .maxRetries(0)
                .disableTelemetry(true)
                // Else an environment variable decides it.
                .logLevel(LogLevel.OFF)
                .build());
    this.writer = settings.writer();
    this.reader = settings.reader();
    this.errors = settings.errors();
    this.gate = settings.gate();
    this.ownHttp = ownHttp;
  }

  /**
   * @param model as the provider names it: {@code gpt-4o-mini}
   * @param key asked for with each call, so that it can be changed; any visible ASCII for a server
   *     that wants none
   */
  public static OpenAiModelBuilder builder(Provider provider, String model, Supplier<String> key) {
    return new OpenAiModelBuilder(provider, model, key);
  }

  /** Provider and model: {@code openai/gpt-4o-mini}. */
  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A provider that does not count tokens replies with {@link
   * io.revenueos.kernel.agent.TokenUsage#NONE}. {@link ChatReply#model()} begins with the
   * provider's name.
   *
   * @throws ChatException retriable: 408, 409, 429, 5xx, no connection, no answer in time, an
   *     answer that is cut off, unreadable, empty or too long, calls suspended; quota: 402, or the
   *     code says so; authentication: 401, 403, or no usable key; permanent: everything else
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public ChatReply chat(ChatRequest request) throws InterruptedException {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException(name + " was not asked");
    }
    gate.enter();
    boolean reported = false;
    try {
      ChatReply reply = ask(request);
      gate.succeeded();
      reported = true;
      return reply;
    } catch (ChatException reason) {
      gate.failed(reason);
      reported = true;
      throw reason;
    } finally {
      if (!reported) {
        gate.left();
      }
    }
  }

  private ChatReply ask(ChatRequest request) throws InterruptedException {
    ChatCompletionCreateParams params = writer.params(request);
    RequestOptions options = RequestOptions.builder().timeout(request.timeout()).build();
    try {
      ChatCompletion completion = client.chat().completions().create(params, options);
      return reader.reply(request, completion);
    } catch (CallInterruptedException stopped) {
      throw new InterruptedException(name + " was interrupted");
    } catch (RuntimeException failure) {
      throw errors.of(failure);
    }
  }

  /** Ends the calls that are running: they fail. A client that the host gave stays open. */
  @Override
  public void close() {
    closed = true;
    client.close();
    try {
      ownHttp.close();
    } catch (Exception impossible) {
      throw new IllegalStateException("an HTTP client throws nothing when closed", impossible);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
