package io.revenueos.kernel.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What openai-java sends with: the JDK's own client. A call ends within its timeout, body included,
 * at once when its thread is interrupted, and when the body is longer than it may be; a call that
 * is given up closes its connection. HTTP/1.1, so that it is no other call's connection.
 */
final class Transport implements com.openai.core.http.HttpClient {
  private static final String CLOSED = "the model was closed";

  private final HttpClient http;
  private final int maxReplyBytes;
  private final Map<Object, CompletableFuture<?>> running = new ConcurrentHashMap<>();

  private record Reply(int statusCode, Headers headers, InputStream body) implements HttpResponse {
    @Override
    public void close() {}
  }

  Transport(HttpClient http, int maxReplyBytes) {
    this.http = http;
    this.maxReplyBytes = maxReplyBytes;
  }

  @Override
  public HttpResponse execute(com.openai.core.http.HttpRequest request, RequestOptions options) {
    Duration timeout = options.getTimeout() == null ? null : options.getTimeout().request();
    CompletableFuture<java.net.http.HttpResponse<byte[]>> call =
        http.sendAsync(javaRequest(request), info -> new LimitedBody(maxReplyBytes));
    Object id = new Object();
    running.put(id, call);
    try {
      return reply(
          timeout == null ? call.get() : call.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException stopped) {
      throw new CallInterruptedException();
    } catch (TimeoutException late) {
      throw new CallFailedException("no answer within " + timeout);
    } catch (CancellationException closed) {
      throw new CallFailedException(CLOSED);
    } catch (ExecutionException failed) {
      throw new CallFailedException(reason(failed.getCause()));
    } finally {
      running.remove(id);
      call.cancel(true);
    }
  }

  private static HttpRequest javaRequest(com.openai.core.http.HttpRequest request) {
    HttpRequest.Builder java =
        HttpRequest.newBuilder(URI.create(request.url())).version(HttpClient.Version.HTTP_1_1);
    for (String name : request.headers().names()) {
      request.headers().values(name).forEach(value -> java.header(name, value));
    }
    HttpRequestBody body = request.body();
    if (body != null && body.contentType() != null) {
      java.setHeader("Content-Type", body.contentType());
    }
    return java.method(request.method().name(), publisher(body)).build();
  }

  private static BodyPublisher publisher(@Nullable HttpRequestBody body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }

  private static HttpResponse reply(java.net.http.HttpResponse<byte[]> response) {
    Headers.Builder headers = Headers.builder();
    response.headers().map().forEach((name, values) -> headers.put(name, values));
    return new Reply(
        response.statusCode(), headers.build(), new ByteArrayInputStream(response.body()));
  }

  /**
   * The message of an exception only where it comes from this machine: others may quote what the
   * other side sent, and that may be the key.
   */
  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof CancellationException) {
      return CLOSED;
    } else if (failure instanceof LimitedBody.TooLongException
        || failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof SSLException) {
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
    return failure == null ? "no reason given" : failure.getClass().getSimpleName();
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(
      com.openai.core.http.HttpRequest request, RequestOptions options) {
    throw new UnsupportedOperationException("models are asked by the thread that waits for them");
  }

  /** Ends the calls that are running. */
  @Override
  public void close() {
    running.values().forEach(call -> call.cancel(true));
  }
}
