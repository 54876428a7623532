package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.numbers.BudgetSplit;
import io.revenueos.cmo.numbers.CampaignFigures;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A campaign's budget on its channels, to the cent: by the revenue for each unit of money that past
 * campaigns brought on them, each between a tenth and seven tenths, if all of them have been
 * measured; else in equal parts.
 *
 * @param rule {@code return}, {@code equal}, or {@code none} where there is no budget
 * @param budgets by channel, in the order asked for; empty where there is no budget
 */
record ChannelSplit(String rule, List<String> channels, Map<String, Money> budgets) {
  private static final BudgetSplit BY_RETURN =
      new BudgetSplit(new BigDecimal("0.1"), new BigDecimal("0.7"));

  static ChannelSplit of(JsonObject input, List<Measured> measured) {
    List<String> channels = Members.texts(input, "channels");
    Optional<Money> budget = Amounts.budget(input);
    if (budget.isEmpty()) {
      return new ChannelSplit("none", channels, Map.of());
    }
    Money total = budget.orElseThrow();
    Map<String, BigDecimal> returns = returns(channels, measured, total);
    if (channels.size() > 1 && returns.size() == channels.size()) {
      return new ChannelSplit("return", channels, BY_RETURN.byReturn(total, returns));
    }
    return new ChannelSplit("equal", channels, BudgetSplit.FREE.equally(total, channels));
  }

  /** Of campaigns on one channel alone, and in the budget's currency. */
  private static Map<String, BigDecimal> returns(
      List<String> channels, List<Measured> measured, Money total) {
    Map<String, BigDecimal> returns = new LinkedHashMap<>();
    for (String name : channels) {
      Set<Channel> alone = Set.of(Channel.valueOf(name.toUpperCase(Locale.ROOT)));
      measured.stream()
          .filter(one -> one.channels().equals(alone))
          .filter(one -> one.currency().equals(total.currency().getCurrencyCode()))
          .map(Measured::figures)
          .reduce(CampaignFigures::plus)
          .flatMap(sum -> sum.returnOnSpend().value())
          .ifPresent(value -> returns.put(name, value.max(BigDecimal.ZERO)));
    }
    return returns;
  }

  List<JsonObject> json() {
    return channels.stream()
        .map(
            name -> {
              Money own = budgets.get(name);
              return JsonObject.of("channel", name)
                  .with("budget", own == null ? null : own.amount());
            })
        .toList();
  }
}
