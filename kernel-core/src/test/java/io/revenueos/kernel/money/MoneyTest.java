package io.revenueos.kernel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "1.5, USD, 1.50 USD",
    "1.50000, USD, 1.50 USD",
    "1e3, EUR, 1000.00 EUR",
    "0.00000125, USD, 0.00000125 USD",
    "-7, JPY, -7 JPY",
    "0, XXX, 0 XXX",
  })
  void amountsAreWrittenOut(String amount, String currency, String written) {
    assertThat(Money.of(amount, currency)).hasToString(written);
  }

  @Test
  void equalAmountsAreEqualHoweverTheyWereWritten() {
    assertThat(Money.of("2.0", "EUR"))
        .isEqualTo(Money.of("2", "EUR"))
        .hasSameHashCodeAs(Money.of("2", "EUR"))
        .isNotEqualTo(Money.of("2", "USD"));
    assertThat(Money.zero(Currency.getInstance("EUR"))).isEqualTo(Money.of("0", "EUR"));
    assertThat(Money.of("-0.01", "EUR").isNegative()).isTrue();
    assertThat(Money.of("0", "EUR").isNegative()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1e40, USD, amount",
    "1e-41, USD, amount",
    "1e999999999, USD, amount",
    "ten, USD, amount",
    "1, usd, currency",
    "1, '', currency",
    "1, ABC, currency",
  })
  void whatIsNoMoneyIsRefusedByField(String amount, String currency, String field) {
    assertThatThrownBy(() -> Money.of(amount, currency))
        .isInstanceOfSatisfying(
            InvalidInputException.class, refused -> assertThat(refused.field()).isEqualTo(field));
  }
}
