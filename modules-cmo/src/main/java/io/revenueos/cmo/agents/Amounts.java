package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Budget;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import java.util.Optional;

/** Money in requests and answers: {@code {"amount": 1500.00, "currency": "EUR"}}. */
final class Amounts {
  private Amounts() {}

  /**
   * What a request may spend; empty when it names no budget.
   *
   * @throws InvalidInputException for parts of a cent, and for a currency that is none
   */
  static Optional<Money> budget(JsonObject json) {
    return json.object("budget").map(Amounts::money);
  }

  static Money money(JsonObject json) {
    Money money =
        Money.of(
            json.decimal("amount").orElseThrow().toPlainString(), Members.text(json, "currency"));
    int decimals = Math.max(0, money.currency().getDefaultFractionDigits());
    if (money.amount().scale() > decimals) {
      throw new InvalidInputException(
          "invalid_budget",
          "budget.amount",
          "expected at most %d decimals, found %s".formatted(decimals, money));
    }
    return money;
  }

  static JsonObject json(Money money) {
    return JsonObject.of("amount", money.amount())
        .with("currency", money.currency().getCurrencyCode());
  }

  static Optional<Budget> stored(JsonObject answer) {
    return budget(answer)
        .map(money -> new Budget(money.amount(), money.currency().getCurrencyCode()));
  }
}
