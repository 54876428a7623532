package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import io.revenueos.kernel.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The key is planted wherever a provider could put it, and looked for wherever it could turn up.
 */
class KeyTest {
  private static final String KEY = Chats.KEY;

  private final WireServer server = new WireServer();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<WireServer.Reaction> failures() {
    String error =
        "{\"error\": {\"message\": \"no %1$s\", \"type\": \"%1$s\", \"code\": \"%1$s\", \"param\": \"%1$s\"}}"
            .formatted(KEY);
    String header = "x-request-id: " + KEY;
    String retry = "Retry-After: " + KEY;
    List<WireServer.Reaction> failures = new ArrayList<>();
    for (int status : new int[] {200, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503}) {
      failures.add(WireServer.status(status, error, header, retry));
      failures.add(WireServer.status(status, "[" + error + "]", header));
      failures.add(WireServer.status(status, KEY, header));
      failures.add(WireServer.status(status, JsonObject.of(KEY, KEY).toJson()));
    }
    failures.add(WireServer.reset());
    failures.add(
        WireServer.status(
            200, "{\"choices\": [{\"message\": {\"content\": {\"" + KEY + "\": 1}}}]}"));
    return failures.stream();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void noFailureTellsTheKey(WireServer.Reaction reaction) {
    server.then(reaction);
    askAndLook(Level.ALL);
  }

  /** On its finest levels, off by default, the JDK's client quotes what is no HTTP. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + KEY + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: " + KEY + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + KEY + "\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + KEY
      })
  void neitherDoesWhatIsNoHttp(String bytes) {
    server.then(
        (connection, out) -> {
          out.write(bytes.getBytes(StandardCharsets.UTF_8));
          out.flush();
          connection.close();
        });
    askAndLook(Level.INFO);
  }

  private void askAndLook(Level level) {
    OpenAiModelBuilder builder = Chats.model(Provider.OPENAI, server);
    List<Throwable> thrown = new ArrayList<>();
    String logged =
        logged(
            level,
            () -> {
              try (OpenAiModel model = builder.build()) {
                thrown.add(catchThrowable(() -> model.chat(Chats.within(Duration.ofSeconds(5)))));
              }
            });

    assertThat(thrown.get(0)).isInstanceOf(ChatException.class);
    assertThat(stackTrace(thrown.get(0))).doesNotContain(KEY).doesNotContain("planted");
    assertThat(logged).doesNotContain("planted");
    assertThat(server.request().headers()).containsEntry("authorization", "Bearer " + KEY);
  }

  /** All that is printed or logged meanwhile; SLF4J's simple logger prints to the error stream. */
  private static String logged(Level level, Runnable work) {
    StringBuilder records = new StringBuilder();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord log) {
            records.append(log.getMessage()).append(log.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      root.addHandler(handler);
      root.setLevel(level);
      System.setOut(captured);
      System.setErr(captured);
      work.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.setLevel(before);
      root.removeHandler(handler);
    }
    return records + printed.toString(StandardCharsets.UTF_8);
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void noTextOfAnObjectTellsTheKey() {
    OpenAiModelBuilder builder = OpenAiModel.builder(Provider.OPENAI, "gpt-4o", () -> KEY);
    try (OpenAiModel model = builder.build()) {
      assertThat(model.toString() + model.name() + new ApiKey("openai/gpt-4o", () -> KEY))
          .contains("the key of openai/gpt-4o")
          .doesNotContain("planted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "sk-planted\n", "sk-planted key", "sk-plänted", "\u0000"})
  void aKeyThatNoHeaderCanHoldIsRefusedWithoutBeingShown(String key) {
    try (OpenAiModel model =
        OpenAiModel.builder(Provider.OPENAI.at(server.url()), "gpt-4o", () -> key).build()) {
      ChatException failure =
          catchThrowableOfType(ChatException.class, () -> model.chat(Chats.hello()));

      assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
      assertThat(stackTrace(failure)).contains("key of openai/gpt-4o: ").doesNotContain("sk-pl");
    }
    assertThat(server.waiting()).isZero();
  }

  @Test
  void aHostThatCannotSupplyItsKeyIsNotQuoted() {
    try (OpenAiModel model =
        OpenAiModel.builder(
                Provider.OPENAI.at(server.url()),
                "gpt-4o",
                () -> {
                  throw new UncheckedIOException(new IOException("vault said " + KEY));
                })
            .build()) {
      ChatException failure =
          catchThrowableOfType(ChatException.class, () -> model.chat(Chats.hello()));

      assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
      assertThat(stackTrace(failure)).contains("UncheckedIOException").doesNotContain("planted");
    }
  }

  @Test
  void theHostIsAskedForItWithEachCall() throws Exception {
    List<String> keys = new ArrayList<>(List.of("first", "second"));
    server.then(WireServer.status(200, Chats.says("Fine.")));
    try (OpenAiModel model =
        OpenAiModel.builder(Provider.OPENAI.at(server.url()), "gpt-4o", () -> keys.remove(0))
            .build()) {
      model.chat(Chats.hello());
      model.chat(Chats.hello());
    }

    assertThat(server.request().headers()).containsEntry("authorization", "Bearer first");
    assertThat(server.request().headers()).containsEntry("authorization", "Bearer second");
  }
}
