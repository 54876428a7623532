package io.revenueos.kernel.openai;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What went wrong, as the kernel says it: the one place. What a provider writes about an error may
 * quote the key or the conversation, so nothing of it is passed on but a code of known form, and no
 * exception of openai-java becomes a cause.
 */
final class ProviderErrors {
  private static final Pattern CODE = Pattern.compile("[a-z]+(_[a-z]+){0,6}|[A-Z]+(_[A-Z]+){0,6}");
  private static final int LONGEST_CODE = 60;
  private static final Set<String> NOTHING_LEFT =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");
  private static final Set<String> WRONG_KEY = Set.of("invalid_api_key", "API_KEY_INVALID");

  private final String model;
  private final Clock clock;

  ProviderErrors(String model, Clock clock) {
    this.model = model;
    this.clock = clock;
  }

  ChatException of(RuntimeException failure) {
    if (failure instanceof ChatException known) {
      return known;
    } else if (failure instanceof OpenAIServiceException answered) {
      return answered(answered);
    } else if (failure instanceof CallFailedException failed) {
      return new ChatException(Kind.RETRIABLE, model + " did not answer: " + failed.getMessage());
    } else if (failure instanceof OpenAIIoException) {
      return new ChatException(Kind.RETRIABLE, model + " did not answer: its connection failed");
    }
    // Whatever openai-java says about an answer that is not whole, or not of this protocol.
    return new ChatException(Kind.RETRIABLE, model + " answered what cannot be read");
  }

  private ChatException answered(OpenAIServiceException answered) {
    List<String> codes = codes(answered.body());
    Kind kind = kind(answered.statusCode(), codes);
    String code = codes.stream().findFirst().map(text -> " (" + text + ")").orElse("");
    Optional<Duration> wait =
        kind == Kind.RETRIABLE ? RetryAfter.in(answered.headers(), clock) : Optional.empty();
    return new ChatException(
        kind,
        "%s answered %d%s: %s".formatted(model, answered.statusCode(), code, remedy(kind)),
        wait.orElse(null));
  }

  private static Kind kind(int status, List<String> codes) {
    if (status == 402 || codes.stream().anyMatch(NOTHING_LEFT::contains)) {
      return Kind.QUOTA;
    } else if (status == 401 || status == 403 || codes.stream().anyMatch(WRONG_KEY::contains)) {
      return Kind.AUTHENTICATION;
    } else if (status == 408 || status == 409 || status == 429 || status >= 500) {
      return Kind.RETRIABLE;
    } else if (status < 300) {
      // Whoever reports an error with success is not to be relied on.
      return Kind.RETRIABLE;
    }
    return Kind.PERMANENT;
  }

  private static String remedy(Kind kind) {
    return switch (kind) {
      case RETRIABLE -> "try again later";
      case PERMANENT -> "the request, the model's name or the address is wrong";
      case AUTHENTICATION -> "the key is missing or wrong, or may not use this model";
      case QUOTA -> "the provider's account has nothing left";
    };
  }

  /**
   * What an error is called, the most exact first. Gemini puts the error in an array, numbers in
   * {@code code}, and the reason among the details.
   */
  private static List<String> codes(JsonField<?> body) {
    JsonField<?> first = items(body).isEmpty() ? body : items(body).get(0);
    JsonField<?> error = member(first, "error").<JsonField<?>>map(found -> found).orElse(first);
    Stream<JsonValue> named =
        Stream.of("code", "type", "status").flatMap(key -> member(error, key).stream());
    Stream<JsonValue> reasons =
        member(error, "details").map(ProviderErrors::items).orElse(List.of()).stream()
            .flatMap(detail -> member(detail, "reason").stream());
    return Stream.concat(named, reasons)
        .flatMap(value -> text(value).stream())
        .filter(text -> text.length() <= LONGEST_CODE && CODE.matcher(text).matches())
        .toList();
  }

  private static List<JsonValue> items(JsonField<?> array) {
    return array.asArray().orElse(List.of());
  }

  private static Optional<String> text(JsonField<?> value) {
    return value.asString();
  }

  private static Optional<JsonValue> member(JsonField<?> object, String key) {
    return object.asObject().map(members -> members.get(key));
  }
}
