package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;

/**
 * How much a model read and wrote, as its provider counts.
 *
 * @param prompt tokens read
 * @param completion tokens written
 */
public record TokenUsage(long prompt, long completion) {
  public static final TokenUsage NONE = new TokenUsage(0, 0);

  public TokenUsage {
    if (prompt < 0 || completion < 0) {
      throw new InvalidInputException(
          "invalid_usage",
          "tokens",
          "expected at least 0, found %d and %d".formatted(prompt, completion));
    }
  }

  public long total() {
    return prompt + completion;
  }

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(prompt + other.prompt, completion + other.completion);
  }
}
