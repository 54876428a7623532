package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.KernelException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model did not answer. Its message holds no key and nothing of the conversation. */
public class ChatException extends KernelException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  /** What can be done about it. */
  public enum Kind {
    /** Too many requests, a timeout, a server in trouble, an answer that was cut off: try again. */
    RETRIABLE("model_unavailable"),
    /** The request is wrong, or the model unknown: the same request fails again. */
    PERMANENT("model_refused"),
    /** The key is missing, wrong or may not do this: somebody must give another. */
    AUTHENTICATION("model_authentication"),
    /** The provider's account has nothing left: somebody must pay. */
    QUOTA("model_quota");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  public ChatException(Kind kind, String message) {
    super(kind.code, message);
    this.kind = kind;
    this.retryAfter = null;
  }

  /**
   * @param retryAfter how long the provider asks to wait; null when it does not say
   */
  public ChatException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(kind.code, message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public ChatException(Kind kind, String message, Throwable cause) {
    this(kind, message, cause, null);
  }

  /**
   * @param retryAfter how long the provider asks to wait; null when it does not say
   */
  public ChatException(Kind kind, String message, Throwable cause, @Nullable Duration retryAfter) {
    super(kind.code, message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the provider asks to wait before the next request. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
