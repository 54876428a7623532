package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ValueGroups}, and what becomes of them in chances. */
class ValueInfluenceTest {
  private static final int DAYS = 400;
  private static final LocalDate AS_OF = Worlds.START.plusDays(DAYS);

  /** What a row says that a deal is worth; null for nothing. */
  private interface Shown {
    @Nullable BigDecimal of(Outcome outcome, int worth);
  }

  private interface Chance {
    double of(int worth);
  }

  private static final Shown ALWAYS = (outcome, worth) -> BigDecimal.valueOf(worth);

  /** As many CRMs do: what is lost is worth 0, and nothing is said before the close. */
  private static final Shown AFTERWARDS =
      (outcome, worth) ->
          outcome == Outcome.OPEN ? null : BigDecimal.valueOf(outcome == Outcome.WON ? worth : 0);

  /** Five deals begin every day, each worth 100 to 1,000. */
  private static DealHistory world(long seed, Chance chance, Shown shown) {
    Random random = new Random(seed);
    List<DealRecord> deals = new ArrayList<>();
    for (int n = 0; n < 5 * DAYS; n++) {
      int worth = 100 * (1 + random.nextInt(10));
      boolean won = random.nextDouble() < chance.of(worth);
      LocalDate engaged = Worlds.START.plusDays(n / 5);
      LocalDate closed = engaged.plusDays(1 + random.nextInt(60));
      Outcome outcome = !closed.isBefore(AS_OF) ? Outcome.OPEN : won ? Outcome.WON : Outcome.LOST;
      deals.add(
          new DealRecord(
              "D" + n,
              outcome == Outcome.OPEN ? "demo" : won ? "closed_won" : "closed_lost",
              "Ada",
              "Plan " + worth,
              outcome,
              shown.of(outcome, worth),
              engaged,
              outcome.closed() ? closed : null,
              null));
    }
    return new DealHistory(AS_OF, deals, Map.of(), List.of());
  }

  private static DealHistory priced(DealHistory history) {
    Map<String, BigDecimal> prices = new TreeMap<>();
    for (int worth = 100; worth <= 1_000; worth += 100) {
      prices.put("Plan " + worth, BigDecimal.valueOf(worth));
    }
    return new DealHistory(AS_OF, history.deals(), prices, List.of());
  }

  /** The same of one product, so that values have to speak for themselves. */
  private static DealHistory ofOneProduct(DealHistory history) {
    return new DealHistory(
        AS_OF,
        history.deals().stream()
            .map(
                deal ->
                    new DealRecord(
                        deal.id(),
                        deal.stage(),
                        deal.owner(),
                        "Plan",
                        deal.outcome(),
                        deal.valueOrNull(),
                        deal.engaged(),
                        deal.closedOrNull(),
                        null))
            .toList(),
        Map.of(),
        List.of());
  }

  private static Influence value(DealHistory history) {
    return Forecaster.of(history, Measure.VALUE).influences(Window.days(AS_OF, 28)).get(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whereLargeDealsAreWonMoreSeldomItIsFound(long seed) {
    Influence value =
        value(
            ofOneProduct(
                world(seed, worth -> worth <= 300 ? 0.6 : worth <= 600 ? 0.4 : 0.2, ALWAYS)));
    assertThat(value.kind()).isEqualTo(Influence.Kind.VALUE);
    assertThat(value.groups()).isEqualTo(3);
    assertThat(value.least().doubleValue()).isBetween(0.4, 0.75);
    assertThat(value.most().doubleValue()).isBetween(1.3, 1.8);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whereValuesDoNotMatterTheyHardlyCount(long seed) {
    Influence value = value(ofOneProduct(world(seed, worth -> 0.4, ALWAYS)));
    assertThat(value.least().doubleValue()).isCloseTo(1, within(0.1));
    assertThat(value.most().doubleValue()).isCloseTo(1, within(0.1));
  }

  @Test
  void aValueThatOnlyWonDealsHaveIsNotUsed() {
    DealHistory leaky = world(1, worth -> 0.4, AFTERWARDS);
    Influence value = value(leaky);
    assertThat(value.groups()).isZero();
    assertThat(value.most()).isEqualByComparingTo("1");
    assertThat(value.whyNot().orElseThrow())
        .matches("a value above 0 is known of 0 of [0-9,]+ lost deals, so it would tell .*");
    // Had it been used, every open deal would look lost.
    assertThat(
            value(
                    world(
                        1,
                        worth -> 0.4,
                        (outcome, worth) -> outcome == Outcome.OPEN ? null : BigDecimal.TEN))
                .whyNot()
                .orElseThrow())
        .contains("open deals");
  }

  @Test
  void aListPriceIsKnownOfAllAndSpeaksThroughTheProductFirst() {
    DealHistory leaky = world(1, worth -> worth <= 500 ? 0.6 : 0.2, AFTERWARDS);
    Forecaster forecaster = Forecaster.of(priced(leaky), Measure.VALUE);
    List<Influence> influences = forecaster.influences(Window.days(AS_OF, 28));
    Influence product = influences.get(1);
    assertThat(product.groups()).isEqualTo(10);
    assertThat(product.most().doubleValue()).isGreaterThan(1.3);
    Influence value = influences.get(2);
    assertThat(value.groups()).isEqualTo(3);
    assertThat(value.most().doubleValue()).isCloseTo(1, within(0.1));
    assertThat(value.least().doubleValue()).isCloseTo(1, within(0.1));
  }

  @Test
  void onAPastMorningOnlyListPricesAreKnown() {
    DealHistory known = world(2, worth -> 0.4, ALWAYS);
    Reliability own = new Backtesting(Forecaster.of(known, Measure.VALUE)).deals(28, 3);
    assertThat(own.influences().get(2).whyNot().orElseThrow()).contains("open deals");
    Reliability listed = new Backtesting(Forecaster.of(priced(known), Measure.VALUE)).deals(28, 3);
    assertThat(listed.influences().get(2).whyNot()).isEmpty();
  }
}
