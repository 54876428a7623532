package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://models.example.com/v1",
        "HTTPS://models.example.com",
        "http://localhost:8000/v1",
        "http://127.0.0.1:8000/v1",
        "http://127.8.9.1/v1",
        "http://[::1]:8000/v1"
      })
  void aKeyMayGoThere(String url) {
    assertThat(Provider.compatible("vllm", URI.create(url)).baseUrl()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://models.example.com/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://10.0.0.1/v1",
        "http://0.0.0.0/v1",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "models.example.com/v1",
        "https:///v1",
        "https://user:secret@models.example.com/v1",
        "https://models.example.com/v1?key=secret",
        "https://models.example.com/v1#secret"
      })
  void aKeyMayNotGoThereAndTheAddressIsNotQuoted(String url) {
    assertThatThrownBy(() -> Provider.compatible("vllm", URI.create(url)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("baseUrl: expected ")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OpenAI", "open ai", "a/b", "9"})
  void aNameIsShortAndPlain(String name) {
    assertThatThrownBy(() -> Provider.compatible(name, URI.create("https://example.com")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("name: expected ");
  }

  @Test
  void theKnownOnesAreWhereTheirDocumentationSays() {
    assertThat(Provider.OPENAI.baseUrl()).hasToString("https://api.openai.com/v1");
    assertThat(Provider.GEMINI.baseUrl())
        .hasToString("https://generativelanguage.googleapis.com/v1beta/openai");
    assertThat(Provider.GROQ.baseUrl()).hasToString("https://api.groq.com/openai/v1");
  }

  @Test
  void aModelIsNamedAfterItsProvider() {
    try (OpenAiModel model =
        OpenAiModel.builder(Provider.GROQ, "openai/gpt-oss-120b", () -> "key").build()) {
      assertThat(model.name()).isEqualTo("groq/openai/gpt-oss-120b");
    }
  }

  @Test
  void optionsSayWhatIsWrongWithThem() {
    OpenAiModelBuilder builder = OpenAiModel.builder(Provider.OPENAI, "gpt-4o", () -> "key");

    assertThatThrownBy(() -> OpenAiModel.builder(Provider.OPENAI, " ", () -> "key"))
        .hasMessage("model: expected text, found a blank string");
    assertThatThrownBy(() -> builder.maxReplyBytes(10))
        .hasMessage("maxReplyBytes: expected 1000 to 268435456, found 10");
    assertThatThrownBy(() -> builder.breaker(0, 1, Duration.ofSeconds(1)))
        .hasMessageStartingWith("breaker.failureShare: ");
    assertThatThrownBy(
            () ->
                builder.httpClient(
                    HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build()))
        .hasMessageStartingWith("httpClient: expected one that follows no redirects");
  }

  @Test
  void theHostsClientIsUsedAndLeftOpen() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    try (WireServer server = new WireServer()) {
      server.then(WireServer.status(200, Chats.says("Fine.")));
      for (int i = 0; i < 2; i++) {
        try (OpenAiModel model = Chats.model(Provider.OPENAI, server).httpClient(http).build()) {
          assertThat(model.chat(Chats.hello()).text()).isEqualTo("Fine.");
        }
      }
    }
  }
}
