package io.revenueos.kernel.openai;

import io.revenueos.kernel.agent.ChatException;
import io.revenueos.kernel.agent.ChatException.Kind;
import java.util.function.Supplier;

/** The host's key, asked for with each call and not kept. Nothing that it says contains it. */
final class ApiKey {
  private final String model;
  private final Supplier<String> host;

  ApiKey(String model, Supplier<String> host) {
    this.model = model;
    this.host = host;
  }

  /**
   * @throws ChatException when there is none, or one that no header can hold. It has no cause: the
   *     host's own exception may say more than a log should know
   */
  String value() {
    String key;
    try {
      key = host.get();
    } catch (RuntimeException failed) {
      throw refused("the host could not supply it: " + failed.getClass().getName());
    }
    if (key == null || key.isBlank()) {
      throw refused("the host supplied none");
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c <= ' ' || c > '~') {
        throw refused(
            "expected visible ASCII, found U+%04X at position %d of %d"
                .formatted((int) c, i + 1, key.length()));
      }
    }
    return key;
  }

  private ChatException refused(String problem) {
    return new ChatException(Kind.AUTHENTICATION, "key of %s: %s".formatted(model, problem));
  }

  @Override
  public String toString() {
    return "the key of " + model;
  }
}
