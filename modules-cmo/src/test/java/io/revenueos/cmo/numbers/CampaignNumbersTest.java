package io.revenueos.cmo.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.revenueos.cmo.numbers.CampaignHealth.Status;
import io.revenueos.cmo.numbers.Recommendation.Severity;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, budgets, and how campaigns do. */
class CampaignNumbersTest {
  private static CampaignFigures figures(
      String name, long impressions, long clicks, long conversions, String cost) {
    return new CampaignFigures(
        name, impressions, clicks, conversions, new BigDecimal(cost), BigDecimal.ZERO);
  }

  @Test
  void ratesAreExactAndSayWhatTheyAreOf() {
    CampaignFigures one = figures("a", 3_000, 7, 2, "10.00");
    assertThat(one.clickThrough().value()).contains(new BigDecimal("0.002333"));
    assertThat(one.clickThrough().of()).isEqualTo("clicks / impressions");
    assertThat(one.conversion().value()).contains(new BigDecimal("0.285714"));
    assertThat(one.costPerConversion().value()).contains(new BigDecimal("5.000000"));
    assertThat(one.returnOnSpend().value()).contains(new BigDecimal("0.000000"));
  }

  @Test
  void whatIsDividedByNothingIsNotANumber() {
    CampaignFigures none = figures("a", 693, 0, 1, "0");
    assertThat(none.conversion().value()).isEmpty();
    assertThat(none.costPerClick().value()).isEmpty();
    assertThat(none.returnOnSpend().value()).isEmpty();
    assertThat(none.hasConversionsWithoutClicks()).isTrue();
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> figures("a", 1, -1, 0, "0"))
        .withMessageContaining("clicks");
  }

  @Test
  void centsAddUpAndTheFirstGetsTheOddOne() {
    Map<String, Money> split =
        BudgetSplit.FREE.equally(Money.of("100", "USD"), List.of("email", "sms", "video"));
    assertThat(split)
        .containsExactly(
            Map.entry("email", Money.of("33.34", "USD")),
            Map.entry("sms", Money.of("33.33", "USD")),
            Map.entry("video", Money.of("33.33", "USD")));
    assertThat(BudgetSplit.FREE.equally(Money.of("100", "JPY"), List.of("a", "b", "c")))
        .containsEntry("a", Money.of("34", "JPY"));
  }

  @Test
  void pastReturnDecidesWithinBounds() {
    Map<String, BigDecimal> returns = new LinkedHashMap<>();
    returns.put("email", new BigDecimal("9"));
    returns.put("sms", new BigDecimal("1"));
    returns.put("video", BigDecimal.ZERO);
    Money total = Money.of("1000", "EUR");
    assertThat(BudgetSplit.FREE.byReturn(total, returns))
        .containsEntry("email", Money.of("900", "EUR"))
        .containsEntry("video", Money.of("0", "EUR"));
    Map<String, Money> bounded =
        new BudgetSplit(new BigDecimal("0.1"), new BigDecimal("0.6")).byReturn(total, returns);
    assertThat(bounded)
        .containsEntry("email", Money.of("600", "EUR"))
        .containsEntry("sms", Money.of("300", "EUR"))
        .containsEntry("video", Money.of("100", "EUR"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anySplitSumsUpAndKeepsItsBoundsToACentWithSeed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 200; trial++) {
      int parts = 2 + random.nextInt(6);
      Map<Integer, BigDecimal> returns = new LinkedHashMap<>();
      for (int i = 0; i < parts; i++) {
        returns.put(i, BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(10_000), 2));
      }
      BigDecimal floor = BigDecimal.valueOf(random.nextInt(1_000 / parts + 1), 3);
      BigDecimal ceiling =
          BigDecimal.valueOf(1_000 / parts + 1 + random.nextInt(1_000 - 1_000 / parts), 3);
      Money total = new Money(BigDecimal.valueOf(random.nextInt(1_000_000), 2), usd());
      List<BigDecimal> amounts = new ArrayList<>();
      new BudgetSplit(floor, ceiling)
          .byReturn(total, returns)
          .values()
          .forEach(money -> amounts.add(money.amount()));
      assertThat(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(total.amount());
      BigDecimal cent = new BigDecimal("0.01");
      assertThat(amounts)
          .allMatch(one -> one.compareTo(total.amount().multiply(floor).subtract(cent)) >= 0)
          .allMatch(one -> one.compareTo(total.amount().multiply(ceiling).add(cent)) <= 0);
    }
  }

  private static Currency usd() {
    return Currency.getInstance("USD");
  }

  @Test
  void splitsThatCannotBeAreRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                new BudgetSplit(new BigDecimal("0.6"), BigDecimal.ONE)
                    .equally(Money.of("1", "USD"), List.of("a", "b")))
        .withMessageContaining("cannot sum up to 1");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> BudgetSplit.FREE.equally(Money.of("-1", "USD"), List.of("a")));
  }

  @Test
  void whatIsWrongWithCampaignsIsFoundInTheirFigures() {
    CampaignHealth health =
        CampaignHealth.of(
            List.of(
                figures("cheap", 100_000, 900, 90, "450"),
                figures("dear", 100_000, 950, 20, "900"),
                figures("dead", 100_000, 300, 0, "400"),
                figures("ghost", 50_000, 2, 5, "1")));
    assertThat(health.topPerformer()).contains("cheap");
    assertThat(health.status())
        .extracting(CampaignHealth.Health::status)
        .containsExactly(Status.HEALTHY, Status.WATCH, Status.CRITICAL, Status.WATCH);
    assertThat(health.recommendations())
        .extracting(one -> one.campaign() + " " + one.code())
        .containsExactly(
            "dead no_conversions",
            "dear costly",
            "dead low_click_through",
            "ghost low_click_through",
            "cheap scale",
            "ghost counting");
    assertThat(health.recommendations().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(health.recommendations().get(0).reason()).contains("spent 400.00");
  }

  @Test
  void oneCampaignAloneHasNothingToBeComparedWith() {
    CampaignHealth health = CampaignHealth.of(List.of(figures("only", 1_000, 10, 20, "5")));
    assertThat(health.recommendations())
        .extracting(Recommendation::code)
        .containsExactly("counting");
    assertThat(CampaignHealth.of(List.of()).topPerformer()).isEmpty();
  }
}
