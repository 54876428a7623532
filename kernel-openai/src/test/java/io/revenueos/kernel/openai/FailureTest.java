package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import io.revenueos.kernel.agent.ChatRequest;
import io.revenueos.kernel.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller learns when a provider does not answer. */
class FailureTest {
  private final WireServer server = new WireServer();
  private final SettableClock clock = SettableClock.at("2026-01-05T10:00:00Z");

  @AfterEach
  void close() {
    server.close();
  }

  private ChatException failure(ChatRequest request) {
    try (OpenAiModel model = Chats.model(Provider.OPENAI, server).clock(clock).build()) {
      return catchThrowableOfType(ChatException.class, () -> model.chat(request));
    }
  }

  private ChatException after(WireServer.Reaction reaction) {
    server.then(reaction);
    return failure(Chats.hello());
  }

  /** On a machine that is busy the time may be over before the server has heard of it. */
  private ChatException failureOnceItArrives() {
    Duration timeout = Duration.ofMillis(60);
    ChatException failure = failure(Chats.within(timeout));
    while (server.waiting() == 0) {
      timeout = timeout.multipliedBy(2);
      failure = failure(Chats.within(timeout));
    }
    return failure;
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, PERMANENT",
    "401, invalid_api_key, AUTHENTICATION",
    "402, payment_required, QUOTA",
    "403, permission_denied, AUTHENTICATION",
    "404, model_not_found, PERMANENT",
    "408, timeout, RETRIABLE",
    "409, conflict, RETRIABLE",
    "413, request_too_large, PERMANENT",
    "422, unprocessable, PERMANENT",
    "429, rate_limit_exceeded, RETRIABLE",
    "429, insufficient_quota, QUOTA",
    "429, billing_not_active, QUOTA",
    "500, server_error, RETRIABLE",
    "502, bad_gateway, RETRIABLE",
    "503, overloaded, RETRIABLE",
    "302, moved, PERMANENT"
  })
  void eachStatusIsOfOneKindAndNamesModelStatusAndCode(int status, String code, Kind kind) {
    ChatException failure =
        after(
            WireServer.status(
                status,
                "{\"error\": {\"message\": \"D-42 of Acme\", \"type\": \"x\", \"code\": \"%s\"}}"
                    .formatted(code)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure)
        .hasMessageStartingWith("openai/gpt-4o-mini answered %d (%s): ".formatted(status, code))
        .hasMessageNotContaining("Acme");
    assertThat(server.request().line()).startsWith("POST");
    assertThat(server.waiting()).as("asked again").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>busy</html>", "[]", "null", "{\"error\": \"busy\"}"})
  void theStatusIsEnough(String body) {
    assertThat(after(WireServer.status(503, body)).kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(after(WireServer.status(401, body)).kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(after(WireServer.status(429, body)).kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(after(WireServer.status(400, body)).kind()).isEqualTo(Kind.PERMANENT);
  }

  @Test
  void aKeyThatGeminiCallsABadRequestIsOne() {
    assertThat(
            after(
                    WireServer.status(
                        400,
                        """
                        [{"error": {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT",
                          "details": [{"reason": "API_KEY_INVALID"}]}}]
                        """))
                .kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Retry-After: 7 | PT7S",
        "Retry-After: 0.5 | PT0.5S",
        "Retry-After: Mon, 05 Jan 2026 10:01:30 GMT | PT1M30S",
        "Retry-After: Mon, 05 Jan 2026 09:00:00 GMT | PT0S",
        "Retry-After: -3 | PT0S",
        "Retry-After: 1e999999999 | PT24H",
        "retry-after-ms: 250 | PT0.25S",
        "Retry-After: soon |",
        "X-Other: 1 |"
      },
      delimiter = '|')
  void aProviderSaysHowLongToWait(String header, @Nullable Duration wait) {
    assertThat(after(WireServer.status(429, "{}", header)).retryAfter().orElse(null))
        .isEqualTo(wait);
    assertThat(after(WireServer.status(503, "{}", header)).retryAfter().orElse(null))
        .isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "not json",
        "<html></html>",
        "[]",
        "null",
        "{}",
        "{\"choices\": []}",
        "{\"choices\": null}",
        "{\"choices\": \"none\"}",
        "{\"choices\": [{}]}",
        "{\"choices\": [{\"message\": 7}]}",
        "{\"choices\": [{\"message\": {\"content\": 7}}]}",
        "{\"choices\": [{\"message\": {\"content\": \"\"}}]}",
        "{\"choices\": [{\"message\": {\"tool_calls\": [{\"id\": \"a\"}]}}]}",
        "{\"choices\": [{\"message\": {\"tool_calls\": [{\"type\": \"custom\"}]}}]}",
        "{\"choices\": [{\"message\": {\"content\": \"x\"}}], \"usage\": {\"prompt_tokens\": \"y\"}}",
        "{\"error\": {\"code\": \"busy\"}}"
      })
  void anAnswerThatIsNoneCanBeAskedForAgain(String body) {
    ChatException failure = after(WireServer.status(200, body));

    assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(failure).hasMessageStartingWith("openai/gpt-4o-mini ").hasNoCause();
  }

  @Test
  void anAnswerThatBreaksOffCanBeAskedForAgain() {
    byte[] whole = WireServer.response(200, Chats.says("It is well."));
    ChatException failure =
        after(
            (connection, out) -> {
              out.write(whole, 0, whole.length - 20);
              out.flush();
              connection.close();
            });

    assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
  }

  @Test
  void aConnectionThatIsResetCanBeTriedAgain() {
    assertThat(after(WireServer.reset()).kind()).isEqualTo(Kind.RETRIABLE);
  }

  @Test
  void aServerThatIsNotThereCanBeTriedAgain() {
    server.close();

    ChatException failure = failure(Chats.hello());

    assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(failure).hasMessageContaining("ConnectException");
  }

  @Test
  void aSlowAnswerEndsWithItsTimeAndItsConnection() throws Exception {
    server.then(server.silence());

    ChatException failure = failureOnceItArrives();

    assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(failure).hasMessageContaining("no answer within PT");
    assertThat(server.sawTheConnectionClosed()).isTrue();
  }

  @Test
  void aBodyThatDoesNotEndEndsWithItsTime() throws Exception {
    server.then(
        (connection, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
          out.flush();
          server.awaitClosed(connection);
        });

    assertThat(failureOnceItArrives().kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(server.sawTheConnectionClosed()).isTrue();
  }

  @Test
  void anAnswerWithoutEndIsNotTakenIntoMemory() throws Exception {
    byte[] block = new byte[65_536];
    AtomicReference<Long> written = new AtomicReference<>(0L);
    CountDownLatch refused = new CountDownLatch(1);
    ChatException failure =
        after(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              try {
                for (long sent = 0; sent < 1L << 30; sent += block.length) {
                  written.set(sent);
                  out.write(block);
                }
              } finally {
                refused.countDown();
              }
            });

    assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(failure).hasMessageContaining("more than 4194304 bytes");
    refused.await();
    assertThat(written.get()).isLessThan(1L << 26);
  }

  @Test
  void anInterruptEndsTheCallAtOnceAndClosesItsConnection() throws Exception {
    AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
    server.then(server.silence());
    try (OpenAiModel model = Chats.model(Provider.OPENAI, server).build()) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  model.chat(Chats.within(Duration.ofMinutes(5)));
                } catch (Throwable thrown) {
                  ended.set(thrown);
                }
              });
      caller.start();
      assertThat(server.request().line()).startsWith("POST");

      caller.interrupt();
      caller.join(5_000);

      assertThat(caller.isAlive()).isFalse();
      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      assertThat(server.sawTheConnectionClosed()).isTrue();
    }
  }

  @Test
  void whoeverIsInterruptedAlreadyAsksNothing() {
    try (OpenAiModel model = Chats.model(Provider.OPENAI, server).build()) {
      Thread.currentThread().interrupt();

      assertThat(catchThrowableOfType(InterruptedException.class, () -> model.chat(Chats.hello())))
          .isNotNull();
    }
    assertThat(server.waiting()).isZero();
  }

  @Test
  void closingEndsTheCallsThatRun() throws Exception {
    server.then(server.silence());
    AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
    OpenAiModel model = Chats.model(Provider.OPENAI, server).build();
    Thread caller =
        new Thread(
            () ->
                ended.set(
                    org.assertj.core.api.Assertions.catchThrowable(
                        () -> model.chat(Chats.hello()))));
    caller.start();
    assertThat(server.request().line()).startsWith("POST");

    model.close();
    caller.join(5_000);

    assertThat(ended.get()).isInstanceOf(ChatException.class).hasMessageContaining("closed");
    assertThat(catchThrowableOfType(IllegalStateException.class, () -> model.chat(Chats.hello())))
        .hasMessage("openai/gpt-4o-mini is closed");
  }
}
