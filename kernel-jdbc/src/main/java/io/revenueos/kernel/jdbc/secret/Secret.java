package io.revenueos.kernel.jdbc.secret;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be seen: it is in no {@code toString}, and has no accessor that a serializer
 * would take for a property. Two are equal when their texts are.
 */
public final class Secret {
  private static final int MAX_LENGTH = 16_384;

  private final transient String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * @param text no blank one, without control characters, at most {@value #MAX_LENGTH} characters
   */
  public static Secret of(String text) {
    new RowCheck("invalid_secret").name("secret", text, MAX_LENGTH);
    return new Secret(text);
  }

  /** The text. For the one who hands it to a provider, and nobody else. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
