package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.money.Money;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a run took.
 *
 * @param generatedByOrNull who made the output, such as a provider or {@code template}
 * @param modelOrNull which model, where there was one
 * @param duration kept in milliseconds
 */
public record RunUsage(
    @Nullable String generatedByOrNull,
    @Nullable String modelOrNull,
    Tokens tokens,
    Money cost,
    Duration duration) {
  private static final int MAX_LENGTH = 200;

  /** What was read and written by a model. */
  public record Tokens(long prompt, long completion) {
    public static final Tokens NONE = new Tokens(0, 0);
  }

  /** Time, and nothing else. */
  public static RunUsage of(Duration duration) {
    return new RunUsage(null, null, Tokens.NONE, Money.zero(Currency.getInstance("USD")), duration);
  }

  public RunUsage by(String generatedBy) {
    return new RunUsage(generatedBy, modelOrNull, tokens, cost, duration);
  }

  public RunUsage with(String model, Tokens newTokens) {
    return new RunUsage(generatedByOrNull, model, newTokens, cost, duration);
  }

  public RunUsage costing(Money newCost) {
    return new RunUsage(generatedByOrNull, modelOrNull, tokens, newCost, duration);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_run");
    check.nameIfAny("generated_by", generatedByOrNull, MAX_LENGTH);
    check.nameIfAny("model", modelOrNull, MAX_LENGTH);
    check.count("prompt_tokens", tokens.prompt());
    check.count("completion_tokens", tokens.completion());
    check.costIfAny("cost", cost);
    check.range("duration", duration.toSeconds(), 0, Integer.MAX_VALUE);
  }
}
