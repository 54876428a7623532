package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the tokens of a model cost from a day on.
 *
 * @param model as replies name it ({@link ChatReply#model()}): {@code openai/gpt-4o-mini}
 * @param from the first day (UTC) on which it holds
 * @param prompt US dollars for a million tokens read, 0 to 1,000,000
 * @param completion US dollars for a million tokens written, 0 to 1,000,000
 * @param source who says so, and when: up to 500 characters
 */
public record ModelPrice(
    String model, LocalDate from, BigDecimal prompt, BigDecimal completion, String source) {
  static final String CODE = "invalid_model_price";
  private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000);
  private static final int PER = 6;

  public ModelPrice {
    Text.name(CODE, "model", model, 200);
    check("prompt", prompt);
    check("completion", completion);
    Text.name(CODE, "source", source, 500);
  }

  private static void check(String field, BigDecimal price) {
    if (price.signum() < 0 || price.compareTo(HIGHEST) > 0 || price.scale() > 12) {
      throw new InvalidInputException(
          CODE,
          field,
          "expected 0 to 1000000 US dollars for a million tokens, at most 12 decimals, found "
              + price);
    }
  }

  /** What the tokens cost, exactly: nothing is rounded. */
  public Money of(TokenUsage usage) {
    BigDecimal dollars =
        prompt
            .multiply(BigDecimal.valueOf(usage.prompt()))
            .add(completion.multiply(BigDecimal.valueOf(usage.completion())))
            .movePointLeft(PER);
    return new Money(dollars, ModelPrices.CURRENCY);
  }
}
