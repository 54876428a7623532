package io.revenueos.kernel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPricesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final TokenUsage USAGE = new TokenUsage(1_234_567, 89);

  private static ModelPrice price(String model, String from, String prompt, String completion) {
    return new ModelPrice(
        model,
        LocalDate.parse(from),
        new BigDecimal(prompt),
        new BigDecimal(completion),
        "a contract");
  }

  @Test
  void aCostIsTokensTimesPriceToTheLastDigit() {
    ModelPrices prices = ModelPrices.none().with(price("m", "2026-01-01", "0.15", "0.60"));

    assertThat(prices.cost("m", USAGE, DAY)).contains(Money.of("0.18523845", "USD"));
    assertThat(prices.cost("m", TokenUsage.NONE, DAY)).contains(Money.of("0", "USD"));
    assertThat(prices.cost("m", new TokenUsage(Long.MAX_VALUE, Long.MAX_VALUE), DAY)).isPresent();
  }

  @Test
  void anUnknownModelHasNoCostRatherThanNone() {
    assertThat(ModelPrices.none().cost("m", TokenUsage.NONE, DAY)).isEmpty();
  }

  @Test
  void thePriceOfTheDayHolds() {
    ModelPrices prices =
        ModelPrices.none()
            .with(price("m", "2026-01-01", "1", "2"), price("m", "2027-01-01", "3", "4"));

    assertThat(prices.priceOf("m", LocalDate.parse("2025-12-31"))).isEmpty();
    assertThat(prices.priceOf("m", LocalDate.parse("2026-01-01")))
        .hasValueSatisfying(price -> assertThat(price.prompt()).isEqualByComparingTo("1"));
    assertThat(prices.priceOf("m", LocalDate.parse("2026-12-31")))
        .hasValueSatisfying(price -> assertThat(price.prompt()).isEqualByComparingTo("1"));
    assertThat(prices.priceOf("m", LocalDate.parse("2027-01-01")))
        .hasValueSatisfying(price -> assertThat(price.prompt()).isEqualByComparingTo("3"));
  }

  @Test
  void aHostsOwnPriceReplacesWhatWasKnownOfTheModel() {
    ModelPrices shipped =
        ModelPrices.none()
            .with(price("m", "2026-06-01", "1", "2"), price("n", "2026-01-01", "5", "6"));

    ModelPrices own = shipped.with(price("m", "2026-02-01", "0.5", "1"));

    assertThat(own.priceOf("m", DAY)).contains(price("m", "2026-02-01", "0.5", "1"));
    assertThat(own.priceOf("n", DAY)).contains(price("n", "2026-01-01", "5", "6"));
    assertThat(shipped.priceOf("m", DAY)).contains(price("m", "2026-06-01", "1", "2"));
  }

  @Test
  void twoPricesForTheSameDayAreAnError() {
    assertThatThrownBy(
            () ->
                ModelPrices.none()
                    .with(
                        List.of(
                            price("m", "2026-01-01", "1", "2"),
                            price("m", "2026-01-01", "1", "3"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("from: two prices of m from 2026-01-01 on");
  }

  @Test
  void aTableIsReadFromJson() {
    ModelPrices prices =
        ModelPrices.parse(
            """
            {"prices": [{"model": "a", "also": ["b"], "from": "2026-01-01",
                         "prompt": 0.15, "completion": 0.6, "source": "a page"}]}
            """);

    assertThat(prices.cost("a", USAGE, DAY)).isEqualTo(prices.cost("b", USAGE, DAY)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{} | prices: expected an array, found none",
        "{'prices': [7]} | prices[0]: expected an object",
        "{'prices': [{'from': '2026-01-01'}]} | prices[0].model: expected text, found nothing",
        "{'prices': [{'model': 'a'}]} | prices[0].from: expected text, found nothing",
        "{'prices': [{'model': 'a', 'from': 'May'}]} | prices[0].from: expected a day such as 2026-11-20, found May",
        "{'prices': [{'model': 'a', 'from': '2026-01-01', 'prompt': '1'}]} | prices[0].prompt: expected a number, found \"1\"",
        "{'prices': [{'model': 'a', 'from': '2026-01-01', 'prompt': -1, 'completion': 1, 'source': 's'}]} | prompt: expected 0 to 1000000 US dollars for a million tokens, at most 12 decimals, found -1"
      },
      delimiter = '|')
  void aTableThatIsNoneSaysWhere(String json, String message) {
    assertThatThrownBy(
            () -> ModelPrices.parse(json.replace('\'', '"').replace("\"\"1\"\"", "\"1\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
