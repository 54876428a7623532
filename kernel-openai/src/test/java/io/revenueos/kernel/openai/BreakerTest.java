package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that keeps failing is left alone for a while. */
class BreakerTest {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final WireServer server = new WireServer();
  private final AtomicLong nanos = new AtomicLong();
  private final OpenAiModel model =
      Chats.model(Provider.OPENAI, server).breaker(0.5, 4, PAUSE).nanos(nanos::get).build();

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  private ChatException failure() {
    return catchThrowableOfType(ChatException.class, () -> model.chat(Chats.hello()));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      failure();
      server.request();
    }
  }

  @Test
  void callsAreRefusedAtOnceWhileItIsOpen() {
    server.then(WireServer.status(500, "{}"));
    fail(4);

    ChatException refusal = failure();

    assertThat(refusal.kind()).isEqualTo(Kind.RETRIABLE);
    assertThat(refusal.retryAfter()).contains(PAUSE);
    assertThat(refusal).hasMessageContaining("openai/gpt-4o-mini").hasMessageContaining("PT30S");
    assertThat(server.waiting()).isZero();
  }

  @Test
  void afterThePauseAFewCallsSayWhetherItIsOver() throws Exception {
    server.then(WireServer.status(503, "{}"));
    fail(4);
    nanos.addAndGet(PAUSE.plusMillis(1).toNanos());
    server.then(WireServer.status(200, Chats.says("Back.")));

    for (int i = 0; i < 6; i++) {
      assertThat(model.chat(Chats.hello()).text()).isEqualTo("Back.");
    }
  }

  @Test
  void itStaysOpenWhenTheyFailToo() {
    server.then(WireServer.status(503, "{}"));
    fail(4);
    nanos.addAndGet(PAUSE.plusMillis(1).toNanos());
    fail(3);

    assertThat(failure().retryAfter()).contains(PAUSE);
    assertThat(server.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 404})
  void whatIsNotTheModelsFaultDoesNotCount(int status) {
    server.then(WireServer.status(status, "{}"));
    fail(10);

    assertThat(failure().retryAfter()).isEmpty();
    assertThat(server.waiting()).isOne();
  }

  @Test
  void aCallThatWasInterruptedDoesNotCount() {
    server.then(WireServer.status(200, Chats.says("Fine.")));
    for (int i = 0; i < 10; i++) {
      Thread.currentThread().interrupt();
      assertThat(catchThrowableOfType(InterruptedException.class, () -> model.chat(Chats.hello())))
          .isNotNull();
    }
    assertThat(failure()).isNull();
  }
}
