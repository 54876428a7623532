package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.money.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run took.
 *
 * @param generatedByOrNull who worded the output: a model's name, or {@code offline}
 * @param modelOrNull which version of the model, where there was one
 * @param duration of the last attempt, in milliseconds
 */
public record RunUsage(
    @Nullable String generatedByOrNull,
    @Nullable String modelOrNull,
    Tokens tokens,
    Money cost,
    Duration duration) {

  /** What was read and written by a model. */
  public record Tokens(long prompt, long completion) {}
}
