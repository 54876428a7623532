package io.revenueos.kernel.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.agent.ModelPrices;
import io.revenueos.kernel.agent.TokenUsage;
import io.revenueos.kernel.money.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedPricesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  private final ModelPrices prices = ShippedPrices.load();

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o, 12.50",
    "openai/gpt-4o-2024-08-06, 12.50",
    "openai/gpt-4o-2024-11-20, 12.50",
    "openai/gpt-4o-mini, 0.75",
    "openai/gpt-4o-mini-2024-07-18, 0.75",
    "gemini/gemini-2.5-flash, 2.80",
    "gemini/gemini-2.5-flash-lite, 0.50",
    "groq/openai/gpt-oss-120b, 0.75"
  })
  void aMillionTokensReadAndAMillionWrittenCostTheListPrice(String model, String dollars) {
    assertThat(prices.cost(model, new TokenUsage(1_000_000, 1_000_000), DAY))
        .contains(Money.of(dollars, "USD"));
    assertThat(prices.priceOf(model, DAY).orElseThrow().source()).contains("https://");
  }

  @ParameterizedTest
  @CsvSource({"openai/gpt-4o-2024-05-13", "gpt-4o", "vllm/llama", "''"})
  void aModelThatIsNotInItHasNoKnownCost(String model) {
    assertThat(prices.cost(model, new TokenUsage(1, 1), DAY)).isEmpty();
  }

  @Test
  void aCostIsExact() {
    assertThat(prices.cost("openai/gpt-4o-mini", new TokenUsage(1, 0), DAY))
        .contains(Money.of("0.00000015", "USD"));
  }
}
